package io.millrace.traffic;

import io.millrace.domain.event.Stream;
import java.util.Comparator;
import java.util.List;

/**
 * A record on its way.
 *
 * @param eventTimeMs milliseconds since the epoch
 * @param arrivalMs when it arrives, on the same clock
 * @param sequence orders those that arrive at the same time
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough: records are never compared
record Scheduled(
    Stream stream,
    String eventId,
    long eventTimeMs,
    byte[] json,
    Standing standing,
    List<Incident> incidents,
    long arrivalMs,
    long sequence) {
  /** How a reader takes a record. */
  enum Standing {
    ON_TIME,
    LATE,
    DIRTY
  }

  static final Comparator<Scheduled> BY_ARRIVAL =
      (a, b) -> {
        int byTime = Long.compare(a.arrivalMs, b.arrivalMs);
        return byTime != 0 ? byTime : Long.compare(a.sequence, b.sequence);
      };

  TrafficRecord toRecord() {
    return new TrafficRecord(stream, json, eventTimeMs);
  }
}
