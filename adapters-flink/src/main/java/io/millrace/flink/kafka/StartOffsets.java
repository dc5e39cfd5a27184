package io.millrace.flink.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a job starts that has no saved state, as offsets: a rule that was left in the state would
 * be asked again after a restart. For the same reason no rule stands in for an offset that is gone:
 * {@link PartitionReader} sees to that.
 */
record StartOffsets(OffsetsInitializer rule) implements OffsetsInitializer {
  private static final long serialVersionUID = 1;

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever kafka) {
    Map<TopicPartition, Long> offsets = new HashMap<>(rule.getPartitionOffsets(partitions, kafka));
    List<TopicPartition> committed = marked(offsets, KafkaPartitionSplit.COMMITTED_OFFSET);
    List<TopicPartition> earliest = marked(offsets, KafkaPartitionSplit.EARLIEST_OFFSET);
    if (!committed.isEmpty()) {
      Map<TopicPartition, Long> known = kafka.committedOffsets(committed);
      for (TopicPartition partition : committed) {
        Long offset = known.get(partition);
        if (offset == null || offset < 0) {
          earliest.add(partition);
        } else {
          offsets.put(partition, offset);
        }
      }
    }
    if (!earliest.isEmpty()) {
      offsets.putAll(kafka.beginningOffsets(earliest));
    }
    return offsets;
  }

  private static List<TopicPartition> marked(Map<TopicPartition, Long> offsets, long mark) {
    List<TopicPartition> marked = new ArrayList<>();
    offsets.forEach(
        (partition, offset) -> {
          if (offset == mark) {
            marked.add(partition);
          }
        });
    return marked;
  }

  @Override
  @SuppressWarnings("deprecation") // the connector asks for this way of saying it
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.NONE;
  }
}
