package io.millrace.flink;

import io.millrace.domain.kernel.Event;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Runs a {@link MachineFunction} and closes its ledger at the end of a bounded input. */
final class MachineOperator<E extends Event, T> extends KeyedProcessOperator<String, Keyed<E>, T>
    implements BoundedOneInput {
  private static final long serialVersionUID = 1;

  private final MachineFunction<?, E, ?, T> machine;

  MachineOperator(MachineFunction<?, E, ?, T> machine) {
    super(machine);
    this.machine = machine;
  }

  @Override
  public void endInput() {
    output.collect(Ledger.CLOSED, new StreamRecord<>(machine.closeLedger()));
  }
}
