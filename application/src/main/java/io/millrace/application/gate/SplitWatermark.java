package io.millrace.application.gate;

/**
 * The watermark of one split of a stream (a file, a shard, a partition): the largest event time
 * read so far, less the out-of-orderness bound, less one millisecond. Every event is judged against
 * it when it is read, record by record, so that the same split always has the same late events.
 */
public final class SplitWatermark {
  private final long boundMs;
  private long latestMs;

  /** The watermark of a split of which nothing has been read. */
  public SplitWatermark(long boundMs) {
    this(boundMs, Long.MIN_VALUE);
  }

  /** The watermark of a split whose largest event time so far is known; see {@link #latestMs}. */
  public SplitWatermark(long boundMs, long latestMs) {
    this.boundMs = boundMs;
    this.latestMs = latestMs;
  }

  /** Whether an event is on time. If it is, it moves the watermark. */
  public boolean admits(long eventTimeMs) {
    if (eventTimeMs <= ms()) {
      return false;
    }
    latestMs = Math.max(latestMs, eventTimeMs);
    return true;
  }

  /** Goes on from a largest event time that is known from before, if it is larger. */
  public void resume(long latestBeforeMs) {
    latestMs = Math.max(latestMs, latestBeforeMs);
  }

  /** Raises the watermark to one that decisions have been made by, if it is behind. */
  public void raise(long decidedMs) {
    if (decidedMs > ms() && decidedMs != Long.MAX_VALUE) { // after the end nothing comes
      latestMs = decidedMs + boundMs + 1;
    }
  }

  /** The watermark; before the first event, the smallest long. */
  public long ms() {
    return latestMs == Long.MIN_VALUE ? Long.MIN_VALUE : latestMs - boundMs - 1;
  }

  /** The largest event time so far; before the first event, the smallest long. */
  public long latestMs() {
    return latestMs;
  }
}
