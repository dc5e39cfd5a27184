package io.millrace.flink.state;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Decision;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.policy.Policies;

/**
 * Names an entry of the catalogue. It travels with the job in the entry's place, which holds
 * functions and cannot.
 */
public record DecisionRef(Catalogue catalogue, Policies policies, String name)
    implements MachineRef {

  /** The decision, or the second step of one. */
  public Decision<?, ?, ?> resolve() {
    return catalogue.step(name, policies);
  }

  @Override
  public StateMachine<?, ?, ?> machine() {
    return resolve().machine();
  }
}
