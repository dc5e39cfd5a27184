package io.millrace.flink.gate;

import io.millrace.application.gate.Inbound;
import io.millrace.domain.event.StreamEvent;
import io.millrace.flink.metrics.CheckpointedCounters;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Runs an {@link GateFunction} and ends a bounded input. Now and then it looks how far the gate is;
 * where the gate may hold events, the watermarks are its own.
 */
public final class GateOperator extends ProcessOperator<Inbound, StreamEvent>
    implements BoundedOneInput, ProcessingTimeCallback {
  private static final long serialVersionUID = 1;

  private final GateFunction gate;
  private final boolean tellsTime;
  private transient long sentMs;

  /** {@code tellsTime} if the source sends no watermark but the last. */
  public GateOperator(GateFunction gate, boolean tellsTime) {
    super(gate);
    this.gate = gate;
    this.tellsTime = tellsTime;
  }

  @Override
  public void open() throws Exception {
    super.open();
    sentMs = Long.MIN_VALUE;
    lookAgain();
  }

  private void lookAgain() {
    long everyMs = getExecutionConfig().getAutoWatermarkInterval();
    if (everyMs > 0) {
      ScheduledFuture<?> unused =
          getProcessingTimeService()
              .registerTimer(getProcessingTimeService().getCurrentProcessingTime() + everyMs, this);
    }
  }

  @Override
  public void onProcessingTime(long nowMs) throws Exception {
    gate.look();
    if (tellsTime && gate.watermarkMs() > sentMs) {
      processWatermark(new Watermark(gate.watermarkMs()));
    }
    lookAgain();
  }

  /** Nothing comes after the last: what is held counts, and has to leave before it. */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() == Long.MAX_VALUE) {
      for (String split : gate.holding()) {
        processElement(new StreamRecord<>(new Inbound.Ended(split)));
      }
    }
    sentMs = mark.getTimestamp();
    gate.watermarkIs(mark.getTimestamp());
    super.processWatermark(mark);
  }

  /**
   * Flink drops the last watermark of a source that is idle when it ends. It is sent on from here,
   * so that what was waiting is decided; sent twice, it does nothing.
   */
  @Override
  public void endInput() throws Exception {
    output.emitWatermarkStatus(WatermarkStatus.ACTIVE);
    processWatermark(Watermark.MAX_WATERMARK);
    output.collect(CheckpointedCounters.CLOSED, new StreamRecord<>(gate.closeCounters()));
  }
}
