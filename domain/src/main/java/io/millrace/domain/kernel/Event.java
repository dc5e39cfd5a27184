package io.millrace.domain.kernel;

import java.util.Comparator;

/**
 * Something that happened to a key at a time.
 *
 * <p>The events of one key are ordered by time, then by {@link #rank()}, then by id. Two events
 * that are equal in all three are copies of one event, and only the first one read counts.
 */
public interface Event {
  /** The order of the events of one key; zero exactly for copies of one event. */
  Comparator<Event> ORDER =
      (a, b) -> {
        int byTime = Long.compare(a.eventTimeMs(), b.eventTimeMs());
        if (byTime != 0) {
          return byTime;
        }
        int byRank = Integer.compare(a.rank(), b.rank());
        return byRank != 0 ? byRank : CodePoints.compare(a.eventId(), b.eventId());
      };

  /** When it happened, in milliseconds since the epoch. */
  long eventTimeMs();

  /** Names the event among those of its stream, key and time. */
  String eventId();

  /**
   * Which stream comes first where a decision reads several and two events have the same time:
   * lower is first. Events of different streams differ in rank, so that they are never taken for
   * copies.
   */
  default int rank() {
    return 0;
  }
}
