package io.millrace.aws.sink;

import java.util.List;

/** Sends batches to a target. Nothing blocks. */
interface Sender<R> extends AutoCloseable {
  /** The calls that a batch takes; each entry is in one. */
  List<Call> send(List<R> batch);

  @Override
  void close();
}
