package io.millrace.flink.kafka;

import io.millrace.application.metrics.JobMetric;
import io.millrace.domain.event.Stream;
import io.millrace.flink.kafka.PartitionOffsets.Held;
import io.millrace.flink.metrics.Metered;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says how many records a partition no longer had when they were to be read: log and metric. */
final class Departed {
  private static final Logger LOG = LoggerFactory.getLogger(Departed.class);

  private final Counter expired;

  Departed(MetricGroup reader, Stream stream) {
    expired =
        Metered.counter(Metered.group(reader).addGroup("stream", stream.id()), JobMetric.EXPIRED);
  }

  /** The oldest record there is comes after the one that was to be read. */
  void expired(KafkaPartitionSplit split, Held held) {
    long gone = held.oldest() - split.getStartingOffset();
    expired.inc(gone);
    LOG.error(
        "{} records of {} are gone: it was read up to offset {}, and the oldest record there is has"
            + " {}; reading goes on there. Keep records longer than the job may stand still.",
        gone,
        split.getTopicPartition(),
        split.getStartingOffset(),
        held.oldest());
  }

  /** How many are gone is not known, so that a partition counts as one. */
  void madeAnew(KafkaPartitionSplit split, Held held) {
    expired.inc();
    LOG.error(
        "The topic of {} was made anew: what the one before had from offset {} on is gone, and how"
            + " much that was is not known. It is read from its oldest record, at offset {}.",
        split.getTopicPartition(),
        split.getStartingOffset(),
        held.oldest());
  }

  /** The log is shorter than what was read of it. */
  void cutOff(KafkaPartitionSplit split, Held held) {
    expired.inc();
    LOG.error(
        "{} ends at offset {}, and was read up to {}: its end was lost, or the topic was made anew."
            + " It is read from its oldest record, at offset {}.",
        split.getTopicPartition(),
        held.end(),
        split.getStartingOffset(),
        held.oldest());
  }
}
