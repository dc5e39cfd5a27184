package io.millrace.bootstrap.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Event time as it passes in the demo, at some speed from some instant on. */
final class EventClock extends Clock {
  private final long startMs;
  private final long startNanos = System.nanoTime();
  private final double speed;

  private EventClock(long startMs, double speed) {
    this.startMs = startMs;
    this.speed = speed;
  }

  /** Begins now at {@code startMs}, and passes {@code speed} times as fast as time does. */
  static EventClock from(long startMs, double speed) {
    return new EventClock(startMs, speed);
  }

  @Override
  public long millis() {
    return startMs + (long) ((System.nanoTime() - startNanos) / 1e6 * speed);
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("event time is UTC");
  }
}
