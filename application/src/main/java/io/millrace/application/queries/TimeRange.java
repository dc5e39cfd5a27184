package io.millrace.application.queries;

import io.millrace.domain.kernel.UtcTime;

/**
 * A stretch of event time in milliseconds since the epoch; start inclusive, end exclusive.
 *
 * @param fromMs at least {@link UtcTime#MIN_MS}, at most {@code toMs}
 * @param toMs at most {@link UtcTime#MAX_MS}
 */
public record TimeRange(long fromMs, long toMs) {
  /** All of time that an event can have, but its last millisecond. */
  public static final TimeRange ALL = new TimeRange(UtcTime.MIN_MS, UtcTime.MAX_MS);

  public TimeRange {
    if (fromMs < UtcTime.MIN_MS || toMs > UtcTime.MAX_MS || fromMs > toMs) {
      throw new IllegalArgumentException("no range of time: " + fromMs + " to " + toMs);
    }
  }

  public long lengthMs() {
    return toMs - fromMs;
  }
}
