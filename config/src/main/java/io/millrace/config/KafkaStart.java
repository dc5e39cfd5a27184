package io.millrace.config;

import java.time.Instant;

/** Where reading of a topic starts when there is no saved state. */
public sealed interface KafkaStart {
  /** At the oldest record that the topic still has. */
  record Earliest() implements KafkaStart {}

  /** After the records that there are. */
  record Latest() implements KafkaStart {}

  /** At the first record whose timestamp in Kafka is not before an instant. */
  record AtTimestamp(Instant instant) implements KafkaStart {}

  /** Where the consumer group has committed, or at the oldest record where it has not. */
  record Committed() implements KafkaStart {}
}
