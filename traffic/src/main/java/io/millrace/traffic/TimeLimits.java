package io.millrace.traffic;

import io.millrace.domain.event.Stream;

/**
 * How long things may take, so that short traffic holds everything and fast traffic fits memory.
 */
final class TimeLimits {
  /** At most about this many records wait for their arrival or follow another one. */
  private static final double MAX_PENDING = 40_000;

  /** Disorder stays this far within a stream's bound, in milliseconds. */
  private static final long MARGIN_MS = 500;

  private final double horizonMs;
  private final double ratePerMs;

  TimeLimits(TrafficProfile profile) {
    this.horizonMs = profile.horizonMs();
    this.ratePerMs = profile.ratePerSecond() / 1000;
  }

  /** The out-of-orderness bound of a stream: 10 s for orders, else 5 s. */
  static long boundMs(Stream stream) {
    return stream.equals(Stream.ORDERS) ? 10_000 : 5_000;
  }

  /** The longest that a record may be on its way and still be on time. */
  long longestDelayMs(Stream stream) {
    return followUpMs(boundMs(stream) - MARGIN_MS);
  }

  /** How long an incident may last that would like to last so long: an eighth of the traffic. */
  long incidentMs(long wantedMs) {
    return (long) Math.max(1, Math.min((double) wantedMs, horizonMs / 8));
  }

  /** How long it takes for about so many records to happen. */
  long recordsMs(int count) {
    return (long) (count / ratePerMs);
  }

  /** How long a record may wait that would like to wait so long. */
  long followUpMs(long wantedMs) {
    return (long) Math.min((double) wantedMs, MAX_PENDING / ratePerMs);
  }

  /**
   * The mean time between two incidents of a kind that should be so far apart: at least as long as
   * 4000 records take, and never so long that there are fewer than four of them.
   */
  double spacingMs(long wantedMs) {
    return Math.min(Math.max((double) wantedMs, 4_000 / ratePerMs), horizonMs / 4);
  }
}
