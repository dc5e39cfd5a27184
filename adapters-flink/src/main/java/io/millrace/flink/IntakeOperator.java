package io.millrace.flink;

import io.millrace.application.intake.Inbound;
import io.millrace.domain.event.StreamEvent;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Runs an {@link IntakeFunction} and closes its ledger at the end of a bounded input. */
final class IntakeOperator extends ProcessOperator<Inbound, StreamEvent>
    implements BoundedOneInput {
  private static final long serialVersionUID = 1;

  private final IntakeFunction intake;

  IntakeOperator(IntakeFunction intake) {
    super(intake);
    this.intake = intake;
  }

  @Override
  public void endInput() {
    output.collect(Ledger.CLOSED, new StreamRecord<>(intake.closeLedger()));
  }
}
