package io.millrace.broker;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/** Hears of every committed record of some topics, from now on and as soon as it can be read. */
public final class TopicFollower implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(1);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Consumer<ConsumerRecord<byte[], byte[]>> listener;
  private volatile @Nullable RuntimeException failure;
  private final Thread thread = new Thread(this::follow, "topic follower");

  /** Follows until it is closed; {@code listener} is told on one thread. */
  public TopicFollower(
      String bootstrapServers,
      List<String> topics,
      Consumer<ConsumerRecord<byte[], byte[]>> listener) {
    this.listener = listener;
    consumer = TopicRecords.consumer(bootstrapServers, "read_committed");
    List<TopicPartition> partitions = TopicRecords.partitions(consumer, topics);
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // now, not at the first poll
    thread.start();
  }

  private void follow() {
    try {
      while (true) {
        consumer.poll(POLL).forEach(listener);
      }
    } catch (WakeupException closed) {
      // as close() wants it
    } catch (RuntimeException e) {
      failure = e;
    } finally {
      consumer.close();
    }
  }

  /**
   * Makes sure that the listener has heard everything.
   *
   * @throws IllegalStateException if the listener or the reading has failed
   */
  public void check() {
    RuntimeException e = failure;
    if (e != null) {
      throw new IllegalStateException("the topics are followed no more: " + e, e);
    }
  }

  /** Stops to follow, and waits until the listener hears no more. */
  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
