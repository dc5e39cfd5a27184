package io.millrace.flink.state;

import io.millrace.domain.kernel.StateMachine;
import java.io.Serializable;

/** Names what an operator drives. It travels with the job in the machine's place. */
public interface MachineRef extends Serializable {
  /** Of the decision: names the codecs of its state, and the account of its counts. */
  String name();

  /** The machine itself. */
  StateMachine<?, ?, ?> machine();

  /** How the states of its keys are written: as those of the decision in the catalogue. */
  default CodecRef<? extends KeyState<?, ?>> keyStates() {
    return new CodecId<>(CodecIds.keyState(name()));
  }
}
