package io.millrace.aws.sink;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The calls that a writer waits for, by when each is given up. */
final class Flights {
  private final PriorityQueue<Flight> byDeadline =
      new PriorityQueue<>(Comparator.comparingLong(Flight::deadlineMs));

  /** In the order in which they started. */
  private final Set<Flight> open = new LinkedHashSet<>();

  /**
   * A call on its way, sent in a window of the bucket; it ends once, with its answer or because it
   * is given up.
   */
  static final class Flight {
    final List<Entry> entries;
    final Call call;
    final long startMs;
    final int window;
    private final long deadlineMs;

    Flight(List<Entry> entries, Call call, long startMs, int window, long deadlineMs) {
      this.entries = entries;
      this.call = call;
      this.startMs = startMs;
      this.window = window;
      this.deadlineMs = deadlineMs;
    }

    private long deadlineMs() {
      return deadlineMs;
    }
  }

  void add(Flight flight) {
    byDeadline.add(flight);
    open.add(flight);
  }

  int count() {
    return open.size();
  }

  /** How many of them started before that time. */
  int startedBefore(long timeMs) {
    int late = 0;
    for (Flight flight : open) {
      if (flight.startMs >= timeMs) {
        break;
      }
      late++;
    }
    return late;
  }

  /** Whether it is the first to end this flight. */
  boolean end(Flight flight) {
    return open.remove(flight);
  }

  /** A call whose time is up, and which has ended by that; null if there is none. */
  @Nullable Flight overdue(long nowMs) {
    while (nextMs() <= nowMs) {
      Flight flight = byDeadline.remove();
      if (end(flight)) {
        return flight;
      }
    }
    return null;
  }

  /** When the next call is given up, if it has not been answered by then. */
  long nextMs() {
    while (!byDeadline.isEmpty() && !open.contains(byDeadline.element())) {
      byDeadline.remove();
    }
    return byDeadline.isEmpty() ? Backlog.NEVER : byDeadline.element().deadlineMs;
  }
}
