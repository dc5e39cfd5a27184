package io.millrace.aws.sink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * What a writer has taken and not settled: what waits to be sent, what waits to be sent again, and
 * what is on its way. All of it is in a checkpoint.
 */
final class Backlog {
  /** When nothing is due. */
  static final long NEVER = Long.MAX_VALUE;

  /** Entries that one call has brought back: they go together again. */
  private record Again(long dueMs, List<Entry> entries) {}

  private final Limits limits;
  private final long maxTimeInBufferMs;
  private final boolean ordered;

  /** In the order in which they came. */
  private final Set<Entry> open = new LinkedHashSet<>();

  private final Deque<Entry> fresh = new ArrayDeque<>();
  private final Deque<Entry> due = new ArrayDeque<>();
  private final PriorityQueue<Again> again =
      new PriorityQueue<>(Comparator.comparingLong(Again::dueMs));
  private long bytes;
  private long freshBytes;
  private boolean hurries;

  /** {@code ordered} lets nothing go before what has to be sent again. */
  Backlog(Limits limits, long maxTimeInBufferMs, boolean ordered) {
    this.limits = limits;
    this.maxTimeInBufferMs = maxTimeInBufferMs;
    this.ordered = ordered;
  }

  void add(Entry entry, long nowMs) {
    hold(entry);
    entry.cameAt(nowMs);
    fresh.add(entry);
    freshBytes += entry.size();
  }

  /** Takes an entry that will not be sent but is not settled. */
  void hold(Entry entry) {
    open.add(entry);
    bytes += entry.size();
  }

  /** These are to be sent again, if they have not been settled since. */
  void again(List<Entry> entries, long dueMs) {
    again.add(new Again(dueMs, entries));
  }

  void settle(Entry entry) {
    if (open.remove(entry)) {
      bytes -= entry.size();
    }
  }

  int size() {
    return open.size();
  }

  /** How many wait to be sent, but those whose time has not come. */
  int ready() {
    return due.size() + fresh.size();
  }

  long bytes() {
    return bytes;
  }

  Collection<Entry> all() {
    return open;
  }

  /** From now on no batch is waited for. */
  void hurry() {
    hurries = true;
  }

  /** When something can be sent. */
  long dueMs(long nowMs) {
    if (ordered && !again.isEmpty()) {
      return again.element().dueMs();
    }
    boolean isDue =
        !due.isEmpty()
            || fresh.size() >= limits.entries()
            || freshBytes >= limits.batchBytes()
            || (hurries && !fresh.isEmpty());
    if (isDue) {
      return nowMs;
    }
    long freshMs = fresh.isEmpty() ? NEVER : fresh.element().sinceMs() + maxTimeInBufferMs;
    return Math.min(freshMs, again.isEmpty() ? NEVER : again.element().dueMs());
  }

  /** The next batch, of at most so many; of those that are due, or none. */
  List<Entry> next(int most, long nowMs) {
    if (dueMs(nowMs) > nowMs) {
      return List.of();
    }
    while (!again.isEmpty() && again.element().dueMs() <= nowMs) {
      due.addAll(again.remove().entries());
    }
    List<Entry> batch = new ArrayList<>();
    long left = limits.batchBytes();
    int entries = Math.min(most, limits.entries());
    while (batch.size() < entries && left >= 0) {
      Entry entry = due.isEmpty() ? fresh.peek() : due.peek();
      if (entry == null || entry.size() > left) {
        break;
      }
      remove(entry);
      if (open.contains(entry)) {
        batch.add(entry);
        left -= entry.size();
      }
    }
    return batch;
  }

  private void remove(Entry entry) {
    if (due.peek() == entry) {
      due.remove();
    } else {
      fresh.remove();
      freshBytes -= entry.size();
    }
  }
}
