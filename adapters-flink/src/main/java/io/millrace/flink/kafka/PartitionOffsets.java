package io.millrace.flink.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** Asks the brokers what partitions hold. */
final class PartitionOffsets {
  private final Map<String, String> client;

  /** {@code client} are the properties of Kafka's clients: brokers and security. */
  PartitionOffsets(Map<String, String> client) {
    this.client = client;
  }

  /**
   * What a partition holds.
   *
   * @param topicId of the topic as it is now
   * @param oldest the offset of the oldest record there is
   * @param end the offset that the next record will have
   */
  record Held(Uuid topicId, long oldest, long end) {}

  /** What each of the partitions holds now. */
  Map<TopicPartition, Held> held(Collection<TopicPartition> partitions) {
    try (Admin admin = open()) {
      Set<String> topics =
          partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
      Map<String, Uuid> ids = new HashMap<>();
      admin
          .describeTopics(topics)
          .allTopicNames()
          .get()
          .forEach((name, topic) -> ids.put(name, topic.topicId()));
      ListOffsetsOptions all = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);
      Map<TopicPartition, ListOffsetsResultInfo> oldest =
          list(admin, partitions, OffsetSpec.earliest(), all);
      Map<TopicPartition, ListOffsetsResultInfo> ends =
          list(admin, partitions, OffsetSpec.latest(), all);
      Map<TopicPartition, Held> held = new HashMap<>();
      for (TopicPartition one : partitions) {
        held.put(
            one,
            new Held(
                ids.getOrDefault(one.topic(), Uuid.ZERO_UUID),
                offset(oldest, one),
                offset(ends, one)));
      }
      return held;
    } catch (ExecutionException | InterruptedException e) {
      throw unanswered(partitions, e);
    }
  }

  /**
   * The offset of the first record of each partition whose timestamp is not before an instant; that
   * of the next record to come where there is none.
   */
  Map<TopicPartition, Long> at(Collection<TopicPartition> partitions, long timestampMs) {
    try (Admin admin = open()) {
      ListOffsetsOptions committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
      Map<TopicPartition, ListOffsetsResultInfo> ends =
          list(admin, partitions, OffsetSpec.latest(), committed);
      Map<TopicPartition, ListOffsetsResultInfo> first =
          list(admin, partitions, OffsetSpec.forTimestamp(timestampMs), committed);
      Map<TopicPartition, Long> at = new HashMap<>();
      for (TopicPartition one : partitions) {
        long found = offset(first, one);
        at.put(one, found >= 0 ? found : offset(ends, one));
      }
      return at;
    } catch (ExecutionException | InterruptedException e) {
      throw unanswered(partitions, e);
    }
  }

  private Admin open() {
    Properties properties = KafkaTopics.propertiesOf(client);
    return Admin.create(properties);
  }

  private static Map<TopicPartition, ListOffsetsResultInfo> list(
      Admin admin,
      Collection<TopicPartition> partitions,
      OffsetSpec which,
      ListOffsetsOptions options)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    return admin.listOffsets(asked, options).all().get();
  }

  private static long offset(
      Map<TopicPartition, ListOffsetsResultInfo> answers, TopicPartition partition) {
    ListOffsetsResultInfo answer = answers.get(partition);
    return answer == null ? -1 : answer.offset();
  }

  private static KafkaException unanswered(Collection<TopicPartition> partitions, Exception cause) {
    if (cause instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    Throwable reason = cause.getCause() == null ? cause : cause.getCause();
    return new KafkaException(
        "what the partitions " + partitions + " hold cannot be asked: " + reason.getMessage(),
        reason);
  }
}
