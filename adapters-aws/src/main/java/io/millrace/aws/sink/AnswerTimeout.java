package io.millrace.aws.sink;

/**
 * How long an answer is waited for before the call is given up and its entries are sent again: far
 * longer than answers usually take, as TCP has it (RFC 6298), and twice as long each time that one
 * was lost. A service that has become slow is soon known to be, because the next wait is longer
 * than it is slow.
 */
final class AnswerTimeout {
  private static final long LEAST_MS = 2_000;
  private static final long LEAST_LATE_MS = 50;
  private static final int DEVIATIONS = 4;
  private static final int MAX_DOUBLINGS = 10;

  private final long mostMs;
  private double usualMs = -1;
  private double deviationMs;

  /** {@code mostMs} is the longest wait, and the wait before the first answer. */
  AnswerTimeout(long mostMs) {
    this.mostMs = mostMs;
  }

  /** An answer has come. */
  void took(long ms) {
    if (usualMs < 0) {
      usualMs = ms;
      deviationMs = ms / 2.0;
    } else {
      deviationMs += (Math.abs(ms - usualMs) - deviationMs) / 4;
      usualMs += (ms - usualMs) / 8;
    }
  }

  /** After how long a call is late, and no longer keeps another from being made. */
  long lateMs() {
    return usualMs < 0
        ? mostMs
        : Math.max(LEAST_LATE_MS, Math.round(usualMs + DEVIATIONS * deviationMs));
  }

  /** The wait for a call with an entry that was lost that often. */
  long ms(int lost) {
    if (usualMs < 0) {
      return mostMs;
    }
    long wait = Math.max(LEAST_MS, Math.round(usualMs + DEVIATIONS * deviationMs));
    return Math.min(mostMs, wait << Math.min(lost, MAX_DOUBLINGS));
  }
}
