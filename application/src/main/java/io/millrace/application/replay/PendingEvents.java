package io.millrace.application.replay;

import io.millrace.domain.kernel.Event;
import java.util.Arrays;

/**
 * The events of a second, or about that, which wait. They stand in columns and are told apart by
 * their milliseconds and the hashes of their keys, which lie close together; keys and events
 * themselves are all over the memory, and asked only where those are equal.
 */
final class PendingEvents<E extends Event> {
  static final int TIME_BITS = 10;

  /** The last of its milliseconds. */
  static final int LAST = (1 << TIME_BITS) - 1;

  private static final int FEW = 64;

  private long[] places = new long[4];
  private String[] keys = new String[4];
  private Object[] events = new Object[4]; // storing asks none of them whether it is an Event
  private int size;

  void add(long timeMs, String key, int hash, E event) {
    if (size == places.length) {
      places = Arrays.copyOf(places, 2 * size);
      keys = Arrays.copyOf(keys, 2 * size);
      events = Arrays.copyOf(events, 2 * size);
    }
    places[size] = (timeMs & LAST) << Integer.SIZE | Integer.toUnsignedLong(flipped(hash));
    keys[size] = key;
    events[size++] = event;
  }

  int millisecond(int at) {
    return (int) (places[at] >> Integer.SIZE);
  }

  String key(int at) {
    return keys[at];
  }

  @SuppressWarnings("unchecked") // nothing else is added
  E event(int at) {
    return (E) events[at];
  }

  /**
   * Where the events up to a millisecond stand, by time, by key, and by event: copies of an event
   * come one after the other, the first one read first. Which key comes first does not matter, so
   * hashes are compared before.
   */
  int[] upTo(int lastMillisecond) {
    return size < FEW ? sorted(lastMillisecond) : dealt(lastMillisecond);
  }

  private int[] sorted(int lastMillisecond) {
    int[] order = new int[size];
    int count = 0;
    for (int at = 0; at < size; at++) {
      if (millisecond(at) <= lastMillisecond) {
        order[count++] = at;
      }
    }
    sort(order, 0, count);
    return count == size ? order : Arrays.copyOf(order, count);
  }

  /** Deals many events out to their milliseconds, and sorts what each of those has got. */
  private int[] dealt(int lastMillisecond) {
    int[] starts = new int[LAST + 2];
    for (int at = 0; at < size; at++) {
      starts[millisecond(at) + 1]++;
    }
    for (int i = 0; i <= LAST; i++) {
      starts[i + 1] += starts[i];
    }
    int[] next = starts.clone();
    int[] order = new int[starts[lastMillisecond + 1]];
    for (int at = 0; at < size; at++) {
      int millisecond = millisecond(at);
      if (millisecond <= lastMillisecond) {
        order[next[millisecond]++] = at;
      }
    }
    for (int i = 0; i <= lastMillisecond; i++) {
      sort(order, starts[i], starts[i + 1]);
    }
    return order;
  }

  private void sort(int[] order, int from, int to) {
    if (to - from > FEW) {
      Integer[] boxed = new Integer[to - from];
      Arrays.setAll(boxed, i -> order[from + i]);
      Arrays.sort(boxed, this::compare);
      for (int i = from; i < to; i++) {
        order[i] = boxed[i - from];
      }
      return;
    }
    for (int i = from + 1; i < to; i++) {
      int one = order[i];
      int at = i;
      while (at > from && compare(order[at - 1], one) > 0) {
        order[at] = order[--at];
      }
      order[at] = one;
    }
  }

  /** The order of two of the events; zero exactly for copies of one. */
  int compare(int a, int b) {
    if (places[a] != places[b]) {
      return places[a] < places[b] ? -1 : 1;
    }
    int byKey = keys[a].compareTo(keys[b]);
    return byKey != 0 ? byKey : Event.ORDER.compare(event(a), event(b));
  }

  /** Forgets the events up to a millisecond, and says whether any are left. */
  boolean drop(int lastMillisecond) {
    int kept = 0;
    for (int at = 0; at < size; at++) {
      if (millisecond(at) > lastMillisecond) {
        places[kept] = places[at];
        keys[kept] = keys[at];
        events[kept++] = events[at];
      }
    }
    Arrays.fill(keys, kept, size, null);
    Arrays.fill(events, kept, size, null);
    size = kept;
    return kept > 0;
  }

  /** Unsigned, it is in the order that the other one is in with its sign. */
  private static int flipped(int hash) {
    return hash ^ Integer.MIN_VALUE;
  }
}
