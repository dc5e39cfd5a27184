package io.millrace.broker;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Makes topics and partitions, and waits until each of them answers. Before, a writer's second
 * batch may be taken when its first was not: then the first never will be.
 */
final class TopicCreation {
  private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(1);

  private TopicCreation() {}

  static void create(String bootstrapServers, int partitions, List<String> topics)
      throws IOException, InterruptedException {
    try (Admin admin = admin(bootstrapServers)) {
      admin
          .createTopics(
              topics.stream().map(topic -> new NewTopic(topic, partitions, (short) 1)).toList())
          .all()
          .get();
      awaitAnswers(admin, partitions, topics);
    } catch (ExecutionException e) {
      throw new IOException("topics cannot be made: " + e.getCause(), e);
    }
  }

  static void widen(String bootstrapServers, int partitions, String topic)
      throws IOException, InterruptedException {
    try (Admin admin = admin(bootstrapServers)) {
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all().get();
      awaitAnswers(admin, partitions, List.of(topic));
    } catch (ExecutionException e) {
      throw new IOException("partitions cannot be added: " + e.getCause(), e);
    }
  }

  private static Admin admin(String bootstrapServers) {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  private static void awaitAnswers(Admin admin, int partitions, List<String> topics)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (String topic : topics) {
      for (int partition = 0; partition < partitions; partition++) {
        ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
      }
    }
    long deadline = System.nanoTime() + ANSWERS_WITHIN.toNanos();
    while (true) {
      try {
        admin.listOffsets(ends).all().get();
        return;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > deadline) {
          throw e;
        }
      }
    }
  }
}
