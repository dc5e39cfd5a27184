package io.millrace.flink;

import io.millrace.application.intake.Inbound;
import io.millrace.domain.event.StreamEvent;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/** Runs an {@link IntakeFunction} and ends a bounded input. */
final class IntakeOperator extends ProcessOperator<Inbound, StreamEvent>
    implements BoundedOneInput {
  private static final long serialVersionUID = 1;

  private final IntakeFunction intake;

  IntakeOperator(IntakeFunction intake) {
    super(intake);
    this.intake = intake;
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    intake.watermarkIs(mark.getTimestamp());
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
    output.collect(Ledger.CLOSED, new StreamRecord<>(intake.closeLedger()));
  }
}
