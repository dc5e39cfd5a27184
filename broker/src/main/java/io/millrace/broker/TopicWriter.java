package io.millrace.broker;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes records to topics, those of a partition in their order, each once. */
public final class TopicWriter implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private volatile @Nullable Exception failure;

  /** A writer that compresses as Kafka names it: {@code none}, {@code lz4}, {@code zstd}. */
  public TopicWriter(String bootstrapServers, String compression) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                compression),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Sends a record to a partition; it is stored at the latest when {@link #flush} returns. */
  public void put(String topic, int partition, byte[] value) {
    put(new ProducerRecord<>(topic, partition, null, value));
  }

  /** Sends a record. */
  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of it
  public void put(ProducerRecord<byte[], byte[]> record) {
    producer.send(
        record,
        (stored, e) -> {
          if (e != null && failure == null) {
            failure = e;
          }
        });
  }

  /**
   * Waits until all records are stored.
   *
   * @throws IllegalStateException if one could not be
   */
  public void flush() {
    producer.flush();
    Exception e = failure;
    if (e != null) {
      throw new IllegalStateException("a record could not be stored: " + e, e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
