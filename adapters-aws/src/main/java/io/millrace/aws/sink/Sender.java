package io.millrace.aws.sink;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sends batches to a target. One thread calls; nothing blocks. */
interface Sender<R> extends AutoCloseable {
  /** Completes with as many outcomes, in the same order, or with the failure of the whole call. */
  CompletableFuture<List<Outcome>> send(List<R> batch);

  @Override
  void close();
}
