package io.millrace.application.backfill;

import io.millrace.application.backfill.FullHeapException.Share;
import io.millrace.application.catalogue.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tells how much of the heap each decision holds, by letting go of one after the other: only for a
 * run that has failed, whose threads have ended. What two of them share, such as an id, counts for
 * the one that lets go last.
 */
final class HeapShares {
  private HeapShares() {}

  /** The largest first. */
  static List<Share> of(List<Decision<?, ?, ?>> decisions, List<Worker> workers) {
    workers.forEach(worker -> worker.batches().clear());
    List<Share> shares = new ArrayList<>();
    long before = usedBytes();
    for (Decision<?, ?, ?> decision : decisions) {
      long keys = 0;
      for (Worker worker : workers) {
        keys += worker.shards().remove(0).keys();
      }
      long after = usedBytes();
      shares.add(
          new Share(decision.name(), decision.remembersBy(), keys, Math.max(0, before - after)));
      before = after;
    }
    shares.sort(Comparator.comparingLong(Share::bytes).reversed());
    return shares;
  }

  private static long usedBytes() {
    System.gc(); // it costs a moment of a run that is lost
    Runtime heap = Runtime.getRuntime();
    return heap.totalMemory() - heap.freeMemory();
  }
}
