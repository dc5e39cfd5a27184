package io.millrace.application.gate;

/**
 * The first and the last event time of some events, in milliseconds. Of none, the first is the
 * greatest long and the last the smallest.
 */
public record EventTimes(long firstMs, long lastMs) {
  /** Those of no event. */
  public static final EventTimes NONE = new EventTimes(Long.MAX_VALUE, Long.MIN_VALUE);

  /** Those of both together. */
  public EventTimes plus(EventTimes other) {
    return new EventTimes(Math.min(firstMs, other.firstMs), Math.max(lastMs, other.lastMs));
  }

  /** Whether there was an event with a time. */
  public boolean isAny() {
    return firstMs <= lastMs;
  }
}
