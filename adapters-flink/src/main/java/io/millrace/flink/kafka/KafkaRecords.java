package io.millrace.flink.kafka;

import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Stream;
import io.millrace.flink.sources.RecordSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The records of a topic, a split a partition. Each is read once, if the job is restored from its
 * checkpoints; those of a partition, and of a key, come in their order. Of transactions, only what
 * is committed is read.
 *
 * @param client the properties of Kafka's clients: brokers and security
 * @param parallelism not more than the topic has partitions: a reader without one would hold up the
 *     watermark
 * @param start where reading starts when there is no saved state
 * @param group the consumer group that is told with each checkpoint how far reading is; null to
 *     tell nobody
 * @param stopAt reads the records whose timestamp in Kafka is before it, then ends: once it has
 *     come, if it is yet to come; partitions that are made after the start are not read then. Null
 *     to read for ever
 * @param discovery how often new partitions are looked for
 * @param maxAheadMs how far an event may be ahead of its record's timestamp in Kafka
 */
public record KafkaRecords(
    Stream stream,
    Map<String, String> client,
    String topic,
    int parallelism,
    OffsetsInitializer start,
    @Nullable String group,
    @Nullable Instant stopAt,
    Duration discovery,
    Duration idleAfter,
    long maxAheadMs)
    implements RecordSource {

  @Override
  public boolean tellsArrival() {
    return true;
  }

  @Override
  public Source<Inbound, ?, ?> open(WireFormat wire) {
    KafkaSourceBuilder<Inbound> builder =
        KafkaSource.<Inbound>builder()
            .setProperties(KafkaTopics.propertiesOf(client))
            .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
            .setProperty(
                KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
                Long.toString(discovery.toMillis()))
            .setClientIdPrefix("millrace-" + stream.id())
            .setTopics(topic)
            .setStartingOffsets(new StartOffsets(start))
            .setDeserializer(new PartitionRecords(stream, maxAheadMs, wire));
    if (group != null) {
      builder.setGroupId(group);
    }
    if (stopAt != null) {
      builder.setBounded(new NotYetKnown());
    }
    return new PartitionSource(build(builder), stream, client, stopAt);
  }

  /** Where to stop is known when the time has come; {@link PartitionReader} asks then. */
  private record NotYetKnown() implements OffsetsInitializer {
    private static final long serialVersionUID = 1;

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
        Collection<TopicPartition> partitions, PartitionOffsetsRetriever kafka) {
      return Map.of();
    }

    @Override
    @SuppressWarnings("deprecation") // the connector asks for this way of saying it
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
      return OffsetResetStrategy.NONE;
    }
  }

  /**
   * The connector lower-cases {@code EARLIEST} by the machine's language; in Turkish, Kafka's
   * client would not know what comes of it.
   */
  private static KafkaSource<Inbound> build(KafkaSourceBuilder<Inbound> builder) {
    Locale locale = Locale.getDefault();
    Locale.setDefault(Locale.ROOT);
    try {
      return builder.build();
    } finally {
      Locale.setDefault(locale);
    }
  }
}
