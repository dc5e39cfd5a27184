package io.millrace.application.gate;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Stream;
import io.millrace.domain.kernel.UtcTime;
import io.millrace.domain.result.Bytes;
import io.millrace.domain.result.Rejection;

/** A record whose event is ahead of time, and what is said of it. */
record FarAhead(Stream stream, RawRecord record, long timeMs) {
  /** Ahead of another event of its split; {@code other} says which. */
  Rejection ofJump(long maxJumpMs, long otherMs, String other) {
    return rejection(maxJumpMs, "max_jump_ms", otherMs, other);
  }

  /** Ahead of the arrival of its record. */
  Rejection ofArrival(long maxAheadMs, long arrivedMs) {
    return rejection(maxAheadMs, "max_ahead_ms", arrivedMs, "when the record arrived");
  }

  private Rejection rejection(long maxMs, String policy, long otherMs, String other) {
    String detail =
        "event_time is "
            + UtcTime.format(timeMs)
            + ", must be at most "
            + maxMs
            + " ms ("
            + policy
            + ") ahead of "
            + UtcTime.format(otherMs)
            + ", "
            + other;
    return new Rejection(
        stream,
        Rejection.Reason.AHEAD_OF_TIME,
        "event_time",
        detail,
        new Bytes(record.bytes()),
        record.origin());
  }
}
