package io.millrace.application.backfill;

import io.millrace.domain.kernel.Event;
import java.util.Arrays;
import java.util.List;

/**
 * Events for one worker, each with the decision it is for and its key, and a watermark after them.
 */
final class Batch {
  private int[] decisions = new int[1024];
  private String[] keys = new String[1024];
  private int[] hashes = new int[1024];
  private Event[] events = new Event[1024];
  private long[] timesMs = new long[1024];
  private int size;
  private long watermarkMs = Long.MIN_VALUE;

  void add(int decision, String key, int hash, Event event) {
    if (size == keys.length) {
      decisions = Arrays.copyOf(decisions, 2 * size);
      keys = Arrays.copyOf(keys, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
      events = Arrays.copyOf(events, 2 * size);
      timesMs = Arrays.copyOf(timesMs, 2 * size);
    }
    decisions[size] = decision;
    keys[size] = key;
    hashes[size] = hash;
    timesMs[size] = event.eventTimeMs();
    events[size++] = event;
  }

  void close(long watermark) {
    this.watermarkMs = watermark;
  }

  /** Gives every event to the shard of its decision. */
  void deal(List<DecisionShard> shards) {
    for (int i = 0; i < size; i++) {
      shards.get(decisions[i]).add(keys[i], hashes[i], events[i], timesMs[i]);
    }
  }

  long watermarkMs() {
    return watermarkMs;
  }
}
