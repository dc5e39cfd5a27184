package io.millrace.flink.state;

import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.catalogue.Policies;
import io.millrace.domain.kernel.StateMachine;

/**
 * Names an entry of the catalogue. It travels with the job in the entry's place, which holds
 * functions and cannot.
 */
public record DecisionRef(Policies policies, boolean scores, String name) implements MachineRef {

  /** The entry, or the second step of one. */
  public Decision<?, ?, ?> resolve() {
    for (Decision<?, ?, ?> first : Engine.SQL.decisions(policies, scores)) {
      for (Decision<?, ?, ?> step = first; step != null; step = step.merge()) {
        if (step.name().equals(name)) {
          return step;
        }
      }
    }
    throw new IllegalStateException("the catalogue has no decision " + name);
  }

  @Override
  public StateMachine<?, ?, ?> machine() {
    return resolve().machine();
  }
}
