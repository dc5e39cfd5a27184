package io.millrace.flink.kafka;

import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.Uuid;

/**
 * How far a partition has been read, and of which topic: one that was deleted and made anew has the
 * same name, another id, and offsets that mean something else.
 */
final class TopicSplit extends KafkaPartitionSplit {
  private static final long serialVersionUID = 1;

  private final Uuid topicId;

  TopicSplit(KafkaPartitionSplit split, Uuid topicId) {
    super(
        split.getTopicPartition(),
        split.getStartingOffset(),
        split.getStoppingOffset().orElse(NO_STOPPING_OFFSET));
    this.topicId = topicId;
  }

  Uuid topicId() {
    return topicId;
  }
}
