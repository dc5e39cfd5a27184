package io.millrace.traffic;

import io.millrace.domain.event.Stream;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Hands out records in the order of arrival, and keeps what was promised about them: one that is to
 * be on time is ahead of its stream's watermark, and one that is to be late waits until it is not.
 *
 * <p>The event time of a record that is put in must not be before the time of the last {@link
 * #poll}, unless it is to be late.
 */
final class Arrivals {
  private static final class Lane {
    final Queue<Scheduled> tooEarly = new ArrayDeque<>();
    final long boundMs;
    long watermarkMs = Long.MIN_VALUE;

    Lane(Stream stream) {
      this.boundMs = TimeLimits.boundMs(stream);
    }
  }

  private final PriorityQueue<Scheduled> onTheirWay = new PriorityQueue<>(Scheduled.BY_ARRIVAL);
  private final Queue<Scheduled> there = new ArrayDeque<>();
  private final Map<Stream, Lane> lanes = new LinkedHashMap<>();

  Arrivals() {
    for (Stream stream : Stream.BUILT_IN) {
      lanes.put(stream, new Lane(stream));
    }
  }

  void put(Scheduled record) {
    onTheirWay.add(record);
  }

  /** The next record that arrives at or before the given time, or null if none is left. */
  @Nullable Scheduled poll(long nowMs) {
    while (there.isEmpty()) {
      Scheduled next = onTheirWay.peek();
      if (next == null || next.arrivalMs() > nowMs) {
        return null;
      }
      arrive(onTheirWay.remove());
    }
    return there.poll();
  }

  private void arrive(Scheduled record) {
    Lane lane = lanes.get(record.stream());
    if (lane == null) {
      throw new IllegalStateException("no lane for " + record.stream());
    }
    switch (record.standing()) {
      case DIRTY -> there.add(record);
      case LATE -> {
        lane.tooEarly.add(record);
        releaseLate(lane);
      }
      case ON_TIME -> {
        if (record.eventTimeMs() <= lane.watermarkMs) {
          throw new IllegalStateException("late by accident: " + record.eventId());
        }
        there.add(record);
        lane.watermarkMs = Math.max(lane.watermarkMs, record.eventTimeMs() - lane.boundMs - 1);
        releaseLate(lane);
      }
    }
  }

  private void releaseLate(Lane lane) {
    Scheduled next = lane.tooEarly.peek();
    while (next != null && next.eventTimeMs() <= lane.watermarkMs) {
      there.add(lane.tooEarly.remove());
      next = lane.tooEarly.peek();
    }
  }
}
