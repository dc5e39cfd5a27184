package io.millrace.application.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The timers of keys. A calendar queue: times fall into buckets of about a second, because the
 * order among the timers that are due does not matter, and a heap would pay for it.
 *
 * @param <K> the keys
 */
public final class TimerCalendar<K> {
  private static final int BUCKET_BITS = 10;

  private record Entry<K>(long timeMs, K key) {}

  private final TreeMap<Long, List<Entry<K>>> buckets = new TreeMap<>();
  private long lastBucket = Long.MIN_VALUE;
  private List<Entry<K>> lastEntries = new ArrayList<>();

  /** A calendar without timers. */
  public TimerCalendar() {}

  /** Sets a timer of a key. */
  public void add(long timeMs, K key) {
    long bucket = timeMs >> BUCKET_BITS;
    if (bucket != lastBucket) {
      lastBucket = bucket;
      lastEntries = buckets.computeIfAbsent(bucket, none -> new ArrayList<>());
    }
    lastEntries.add(new Entry<>(timeMs, key));
  }

  /** Fires and forgets all that are due at or before a time; firing may add more. */
  public <X extends Exception> void fire(long timeMs, OnTimer<K, X> onTimer) throws X {
    long current = timeMs >> BUCKET_BITS;
    while (!buckets.isEmpty() && buckets.firstKey() <= current) {
      long bucket = buckets.firstKey();
      List<Entry<K>> entries = buckets.remove(bucket);
      lastBucket = Long.MIN_VALUE;
      List<Entry<K>> later = new ArrayList<>();
      for (Entry<K> entry : entries) {
        if (entry.timeMs <= timeMs) {
          onTimer.fire(entry.key, entry.timeMs);
        } else {
          later.add(entry);
        }
      }
      if (bucket == current) {
        later.forEach(entry -> add(entry.timeMs, entry.key));
        return;
      }
    }
  }

  /** Forgets all timers. */
  public void clear() {
    buckets.clear();
    lastBucket = Long.MIN_VALUE;
  }

  /** What is done with a key whose time has come. */
  public interface OnTimer<K, X extends Exception> {
    /** Called once for each timer, in no particular order. */
    void fire(K key, long timeMs) throws X;
  }
}
