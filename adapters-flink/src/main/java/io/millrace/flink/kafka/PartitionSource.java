package io.millrace.flink.kafka;

import io.millrace.application.gate.Inbound;
import io.millrace.domain.event.Stream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Flink's source of Kafka, whose readers pass over no record in silence after a restore, and stop
 * at an instant that may be yet to come.
 */
final class PartitionSource
    implements Source<Inbound, KafkaPartitionSplit, KafkaSourceEnumState>,
        ResultTypeQueryable<Inbound> {
  private static final long serialVersionUID = 1;

  private final KafkaSource<Inbound> connector;
  private final Stream stream;
  private final Map<String, String> client;
  private final @Nullable Instant stopAt;

  PartitionSource(
      KafkaSource<Inbound> connector,
      Stream stream,
      Map<String, String> client,
      @Nullable Instant stopAt) {
    this.connector = connector;
    this.stream = stream;
    this.client = client;
    this.stopAt = stopAt;
  }

  @Override
  public Boundedness getBoundedness() {
    return connector.getBoundedness();
  }

  @Override
  public SourceReader<Inbound, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    return new PartitionReader(
        () -> connector.createReader(context),
        new PartitionOffsets(client),
        new Departed(context.metricGroup(), stream),
        stopAt);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return connector.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState checkpoint)
      throws IOException {
    return connector.restoreEnumerator(context, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return new TopicSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return connector.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<Inbound> getProducedType() {
    return connector.getProducedType();
  }
}
