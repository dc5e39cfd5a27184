package io.millrace.flink.kafka;

import io.millrace.application.gate.ArrivalCheck;
import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Origin.PartitionRecord;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes the records of the partitions of one reader. Kafka's keys mean nothing; its timestamps
 * say which events are ahead of time.
 */
final class PartitionRecords implements KafkaRecordDeserializationSchema<Inbound> {
  private static final long serialVersionUID = 1;

  /** A record without a value is no event, and is rejected as such. */
  private static final byte[] NO_VALUE = {};

  private final Stream stream;
  private final WireFormat wire;
  private final ArrivalCheck arrivals;
  private transient EventDecoder decoder;

  @SuppressWarnings("NullAway.Init") // Flink calls open before all else
  PartitionRecords(Stream stream, long maxAheadMs, WireFormat wire) {
    this.stream = stream;
    this.arrivals = new ArrivalCheck(stream, maxAheadMs);
    this.wire = wire;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder = wire.decoder();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Inbound> out) {
    byte[] value = record.value();
    if (value == null && stream.isReference()) {
      return; // the tombstone behind a deletion, for Kafka alone: like a blank line
    }
    RawRecord raw =
        new RawRecord(
            value == null ? NO_VALUE : value,
            new PartitionRecord(record.partition(), record.offset()),
            TraceHeader.of(record.headers()));
    String split = record.topic() + '-' + record.partition();
    long arrivedMs =
        record.timestamp() == ConsumerRecord.NO_TIMESTAMP
            ? ArrivalCheck.UNKNOWN
            : record.timestamp();
    decoder.decodeAll(
        stream,
        raw,
        (one, decoded) ->
            out.collect(new Inbound.Read(split, one, arrivals.check(one, decoded, arrivedMs))));
  }

  @Override
  public TypeInformation<Inbound> getProducedType() {
    return TypeInformation.of(Inbound.class);
  }
}
