package io.millrace.application.backfill;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;

/** A thread that decides for its share of the keys, batch by batch. */
final class Worker implements Callable<Worker> {
  private static final int QUEUED_BATCHES = 8;

  private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(QUEUED_BATCHES);
  private final List<DecisionShard> shards;
  private final ResultBuffers results;

  Worker(List<DecisionShard> shards, ResultBuffers results) {
    this.shards = shards;
    this.results = results;
  }

  BlockingQueue<Batch> batches() {
    return batches;
  }

  List<DecisionShard> shards() {
    return shards;
  }

  ResultBuffers results() {
    return results;
  }

  /** Works until the batch whose watermark is the end of time. */
  @Override
  public Worker call() throws InterruptedException {
    long watermarkMs;
    do {
      Batch batch = batches.take();
      batch.deal(shards);
      watermarkMs = batch.watermarkMs();
      for (DecisionShard shard : shards) {
        shard.advanceTo(watermarkMs);
      }
    } while (watermarkMs != Long.MAX_VALUE);
    results.flush();
    return this;
  }
}
