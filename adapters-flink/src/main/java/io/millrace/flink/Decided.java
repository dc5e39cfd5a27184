package io.millrace.flink;

import io.millrace.domain.result.AlertSignal;
import io.millrace.flink.machine.Aside;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SideOutputDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * What comes of a decision in a job of one's own.
 *
 * @param <V> what the job reads
 * @param <O> what is decided
 */
public final class Decided<V, O> {
  private final SingleOutputStreamOperator<?> judged;
  private final OutputTag<V> lateTag;
  private final SingleOutputStreamOperator<O> decided;
  private final boolean hasSignals;

  Decided(
      SingleOutputStreamOperator<?> judged,
      OutputTag<V> lateTag,
      SingleOutputStreamOperator<O> decided,
      boolean hasSignals) {
    this.judged = judged;
    this.lateTag = lateTag;
    this.decided = decided;
    this.hasSignals = hasSignals;
  }

  /** The decisions, those of a key in order; the time of each is when it was due. */
  public DataStream<O> decisions() {
    return decided;
  }

  /** What the watermark had passed when it came, as it came. It was not decided. */
  public SideOutputDataStream<V> late() {
    return judged.getSideOutput(lateTag);
  }

  /**
   * What is said of alerts ahead of the watermark.
   *
   * @throws IllegalStateException if no signals were asked for
   */
  public SideOutputDataStream<AlertSignal> signals() {
    if (!hasSignals) {
      throw new IllegalStateException(
          "no signals were asked for: call signals() before decidedBy(...)");
    }
    return decided.getSideOutput(Aside.SIGNALS);
  }
}
