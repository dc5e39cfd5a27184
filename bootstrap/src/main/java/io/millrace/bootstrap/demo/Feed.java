package io.millrace.bootstrap.demo;

import io.millrace.domain.event.Stream;
import io.millrace.traffic.TrafficRecord;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Records traffic as its time comes. */
final class Feed {
  private static final int FLUSH_EVERY = 2_000;
  private static final long PAUSE_NANOS = 50_000_000;

  private final PlayableTraffic traffic;
  private final Recording recording;
  private @Nullable TrafficRecord next;
  private long latestMs = Long.MIN_VALUE;
  private volatile boolean stopped;

  /** Goes on behind what is recorded, and records all products at once. */
  Feed(PlayableTraffic traffic, Recording recording) throws IOException {
    this.traffic = traffic;
    this.recording = recording;
    Map<Stream, Long> left = new LinkedHashMap<>();
    long all = 0;
    for (Stream stream : recording.streams()) {
      left.put(stream, recording.records(stream));
      all += recording.records(stream);
    }
    advance();
    while (next != null && all > 0) {
      if (left.merge(next.stream(), -1L, Long::sum) < 0) {
        record(next); // a kill has cut this stream off before others
      } else {
        note(next);
        all--;
        advance();
      }
    }
    if (all > 0) {
      throw new IOException(
          "the recorded traffic is not that of the same seed, rate or input: use another --data");
    }
    while (next != null && next.stream().isReference()) {
      record(next);
    }
    recording.flush();
  }

  /** The latest event time that was recorded, or that of the first record to come. */
  long latestMs() {
    return latestMs != Long.MIN_VALUE || next == null ? latestMs : next.eventTimeMs();
  }

  /**
   * Records what is due by the clock until the traffic ends or {@link #stop} is called.
   *
   * @param keepsUp whether who reads it is not too far behind; the clock stands while it is
   */
  void run(EventClock clock, BooleanSupplier keepsUp) throws IOException {
    while (next != null && !stopped) {
      clock.run(keepsUp.getAsBoolean());
      long now = clock.millis();
      int batch = 0;
      while (next != null && batch < FLUSH_EVERY && Math.max(latestMs, next.eventTimeMs()) <= now) {
        record(next);
        batch++;
      }
      recording.flush();
      endStreams();
      if (batch < FLUSH_EVERY) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    clock.run(false);
    endStreams();
  }

  private void endStreams() throws IOException {
    for (Stream stream : recording.streams()) {
      if (traffic.isOver(stream) && (next == null || !next.stream().equals(stream))) {
        recording.end(stream);
      }
    }
  }

  void stop() {
    stopped = true;
  }

  private void record(TrafficRecord record) throws IOException {
    recording.write(record);
    note(record);
    advance();
  }

  private void note(TrafficRecord record) {
    if (!record.stream().isReference()) {
      latestMs = Math.max(latestMs, record.eventTimeMs());
    }
  }

  private void advance() {
    next = traffic.hasNext() ? traffic.next() : null;
  }
}
