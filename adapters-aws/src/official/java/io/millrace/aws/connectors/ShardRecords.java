package io.millrace.aws.connectors;

import io.millrace.application.gate.ArrivalCheck;
import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.result.Origin.ShardRecord;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kinesis.source.serialization.KinesisDeserializationSchema;
import org.apache.flink.util.Collector;
import software.amazon.awssdk.services.kinesis.model.Record;

/** Decodes the records of the shards of one reader, and tells the gate where each shard begins. */
final class ShardRecords implements KinesisDeserializationSchema<Inbound> {
  private static final long serialVersionUID = 1;

  private final ArrivalCheck arrivals;
  private final WireFormat wire;
  private transient EventDecoder decoder;

  /** The shards that have begun; an id of Kinesis never comes again, and there are few. */
  private transient Set<String> begun;

  @SuppressWarnings("NullAway.Init") // Flink calls open before all else
  ShardRecords(ArrivalCheck arrivals, WireFormat wire) {
    this.arrivals = arrivals;
    this.wire = wire;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder = wire.decoder();
    begun = new HashSet<>();
  }

  @Override
  public void deserialize(Record record, String streamArn, String shard, Collector<Inbound> out) {
    if (begun.add(shard)) {
      out.collect(new Inbound.Begun(shard, Long.MIN_VALUE));
    }
    RawRecord raw =
        new RawRecord(
            record.data().asByteArray(), new ShardRecord(shard, record.sequenceNumber()));
    Instant arrived = record.approximateArrivalTimestamp();
    long arrivedMs = arrived == null ? ArrivalCheck.UNKNOWN : arrived.toEpochMilli();
    decoder.decodeAll(
        arrivals.stream(),
        raw,
        (one, decoded) ->
            out.collect(new Inbound.Read(shard, one, arrivals.check(one, decoded, arrivedMs))));
  }

  @Override
  public TypeInformation<Inbound> getProducedType() {
    return TypeInformation.of(Inbound.class);
  }
}
