package io.millrace.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a reader of committed records finds in topics. */
public final class TopicRecords {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long SETTLE_POLL = 50;

  private TopicRecords() {}

  /**
   * All records of some topics, as {@link #committed} gives them, once no transaction is open in
   * them. A producer's commit returns before the broker has written it to every partition.
   *
   * @throws IllegalStateException if a transaction stays open for longer than {@code patience}
   */
  public static List<ConsumerRecord<byte[], byte[]>> settled(
      String bootstrapServers, Collection<String> topics, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    try (KafkaConsumer<byte[], byte[]> reader = consumer(bootstrapServers, "read_committed");
        KafkaConsumer<byte[], byte[]> peeker = consumer(bootstrapServers, "read_uncommitted")) {
      List<TopicPartition> partitions = partitions(reader, topics);
      while (!reader.endOffsets(partitions).equals(peeker.endOffsets(partitions))) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "a transaction is open in one of " + topics + " after " + patience);
        }
        Thread.sleep(SETTLE_POLL);
      }
    }
    return committed(bootstrapServers, topics);
  }

  /** How many records, and marks of transactions, there are in some topics, committed or not. */
  public static long stored(String bootstrapServers, Collection<String> topics) {
    try (KafkaConsumer<byte[], byte[]> peeker = consumer(bootstrapServers, "read_uncommitted")) {
      return peeker.endOffsets(partitions(peeker, topics)).values().stream()
          .mapToLong(Long::longValue)
          .sum();
    }
  }

  /**
   * All records of some topics that are committed now, partition by partition in their order.
   * Records behind an open transaction are not among them.
   */
  public static List<ConsumerRecord<byte[], byte[]>> committed(
      String bootstrapServers, Collection<String> topics) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers, "read_committed")) {
      List<TopicPartition> partitions = partitions(consumer, topics);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(records::add);
      }
    }
    return records;
  }

  static List<TopicPartition> partitions(
      KafkaConsumer<byte[], byte[]> consumer, Collection<String> topics) {
    return topics.stream()
        .flatMap(topic -> consumer.partitionsFor(topic).stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, String isolation) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            isolation),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
