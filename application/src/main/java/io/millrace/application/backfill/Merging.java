package io.millrace.application.backfill;

import io.millrace.application.catalogue.Decision;
import io.millrace.application.replay.Replay;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.result.Result;
import java.util.Arrays;
import java.util.List;

/**
 * The second step of a decision: takes the shares that the workers have counted, and decides as far
 * as all of them have come. Called by the workers, a few times for every watermark.
 */
final class Merging {
  private final Replay<?, Event, ?> replay;
  private final ResultBuffers results;
  private final long[] watermarksMs;
  private long decidedMs = Long.MIN_VALUE;

  Merging(Decision<?, ?, ?> merge, int workers, ResultBuffers results) {
    this.results = results;
    this.replay = DecisionShard.replay(merge.machine(), result -> results.add((Result) result));
    this.watermarksMs = new long[workers];
    Arrays.fill(watermarksMs, Long.MIN_VALUE);
  }

  synchronized void accept(int worker, List<Event> shares, long watermarkMs) {
    shares.forEach(share -> replay.add(Decision.GLOBAL_KEY, share));
    watermarksMs[worker] = watermarkMs;
    long least = Arrays.stream(watermarksMs).min().orElseThrow();
    if (least > decidedMs) {
      decidedMs = least;
      replay.advanceTo(least);
    }
  }

  ResultBuffers results() {
    return results;
  }
}
