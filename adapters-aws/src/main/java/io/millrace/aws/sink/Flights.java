package io.millrace.aws.sink;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The calls that a writer waits for, by when each is given up. */
final class Flights {
  private final PriorityQueue<Flight> byDeadline =
      new PriorityQueue<>(Comparator.comparingLong(Flight::deadlineMs));
  private int count;

  /**
   * A call on its way, sent in a window of the pace; it ends once, with its answer or because it is
   * given up.
   */
  static final class Flight {
    final List<Entry> entries;
    final Call call;
    final long startMs;
    final int window;
    private final long deadlineMs;
    private boolean hasEnded;

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
    count++;
  }

  int count() {
    return count;
  }

  /** Whether it is the first to end this flight. */
  boolean end(Flight flight) {
    if (flight.hasEnded) {
      return false;
    }
    flight.hasEnded = true;
    count--;
    return true;
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
    while (!byDeadline.isEmpty() && byDeadline.element().hasEnded) {
      byDeadline.remove();
    }
    return byDeadline.isEmpty() ? Backlog.NEVER : byDeadline.element().deadlineMs;
  }
}
