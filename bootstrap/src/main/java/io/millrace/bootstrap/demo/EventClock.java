package io.millrace.bootstrap.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Event time as it passes in the demo: at some speed while it runs, and not while it stands. */
final class EventClock extends Clock {
  private final double speed;
  private long ranToMs;
  private long runsSinceNanos = System.nanoTime();
  private boolean runs;

  private EventClock(long startMs, double speed) {
    this.ranToMs = startMs;
    this.speed = speed;
  }

  /** Stands at {@code startMs}; when it runs, {@code speed} times as fast as time passes. */
  static EventClock at(long startMs, double speed) {
    return new EventClock(startMs, speed);
  }

  /** Lets it run or stand. */
  synchronized void run(boolean runs) {
    ranToMs = millis();
    runsSinceNanos = System.nanoTime();
    this.runs = runs;
  }

  @Override
  public synchronized long millis() {
    return runs ? ranToMs + (long) ((System.nanoTime() - runsSinceNanos) / 1e6 * speed) : ranToMs;
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
