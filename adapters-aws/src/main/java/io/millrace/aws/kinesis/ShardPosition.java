package io.millrace.aws.kinesis;

import java.time.Instant;

/** Where in a shard reading goes on. */
sealed interface ShardPosition {
  /** At the oldest record. */
  record Oldest() implements ShardPosition {}

  /** At the first record that arrived at or after an instant. */
  record Since(Instant instant) implements ShardPosition {}

  /** Behind a record. */
  record After(String sequenceNumber) implements ShardPosition {}

  /**
   * In an aggregated record.
   *
   * @param read how many of its records have been read, at least 1
   */
  record Within(String sequenceNumber, int read) implements ShardPosition {}
}
