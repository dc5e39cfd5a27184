package io.millrace.aws.kinesis;

import java.io.Serializable;
import java.time.Instant;

/** Where reading of a stream starts when there is no saved state. */
public sealed interface StartPosition extends Serializable {
  /** At the oldest record that is kept. */
  record TrimHorizon() implements StartPosition {}

  /** At what arrives from now on. */
  record Latest() implements StartPosition {}

  /** At the first record that arrived at or after an instant. */
  record AtTimestamp(Instant instant) implements StartPosition {}
}
