package io.millrace.benchmarks.detection;

import io.millrace.domain.result.Alert;

/**
 * Some time of a series: what a label names, or the window of an alert.
 *
 * @param startMs milliseconds since the epoch
 * @param endMs the last millisecond that belongs to it
 */
record Span(String series, long startMs, long endMs) {
  /** From the first event of the evidence to the last. */
  static Span of(Alert alert) {
    return new Span(alert.key(), alert.windowStartMs(), alert.eventTimeMs());
  }

  /** Whether an alert came of what this names: it overlaps this, which lasts {@code slack} more. */
  boolean isHitBy(Span alert, long slackMs) {
    return startMs <= alert.endMs && alert.startMs <= endMs + slackMs;
  }
}
