package io.millrace.aws.sink;

import org.apache.flink.connector.base.sink.writer.DequeRequestBuffer;
import org.apache.flink.connector.base.sink.writer.strategy.BasicRequestInfo;

/**
 * A buffer that can look empty as soon as nothing more may be sent, so that whoever empties it does
 * not wait.
 */
final class PacedBuffer<R> extends DequeRequestBuffer<Entry<R>> {
  private final Pace pace;
  private final int maxBatch;
  private boolean emptyWhenBlocked;

  PacedBuffer(Pace pace, int maxBatch) {
    this.pace = pace;
    this.maxBatch = maxBatch;
  }

  void setEmptyWhenBlocked(boolean emptyWhenBlocked) {
    this.emptyWhenBlocked = emptyWhenBlocked;
  }

  @Override
  public boolean isEmpty() {
    return super.isEmpty() || (emptyWhenBlocked && isBlocked());
  }

  private boolean isBlocked() {
    int batch = Math.min(Math.min(maxBatch, pace.getMaxBatchSize()), size());
    return pace.shouldBlock(new BasicRequestInfo(batch));
  }
}
