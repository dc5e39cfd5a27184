package io.millrace.broker;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How many records of some topics a consumer group says to have read. */
public final class GroupProgress implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final Admin admin;
  private final String group;
  private final Collection<String> topics;

  /** Watches a group. */
  public GroupProgress(String bootstrapServers, String group, Collection<String> topics) {
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    this.group = group;
    this.topics = topics;
  }

  /** The sum over all partitions of the topics, as it was committed last. */
  public long records() throws IOException, InterruptedException {
    return offsets().values().stream().mapToLong(Long::longValue).sum();
  }

  /** The next record that it reads in each partition of the topics, as it was committed last. */
  public Map<TopicPartition, Long> offsets() throws IOException, InterruptedException {
    try {
      Map<TopicPartition, OffsetAndMetadata> offsets =
          admin
              .listConsumerGroupOffsets(Map.of(group, new ListConsumerGroupOffsetsSpec()))
              .partitionsToOffsetAndMetadata(group)
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return offsets.entrySet().stream()
          .filter(entry -> topics.contains(entry.getKey().topic()))
          .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the broker does not tell how far a group has read: " + e, e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
