package io.millrace.domain.kernel;

import java.util.List;

/** A policy that makes no sense; says everything that is wrong with it. */
public final class InvalidPolicy extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** Refuses the named policy for the given faults, of which there is at least one. */
  public InvalidPolicy(String policy, List<String> faults) {
    super("policy " + policy + ": " + String.join("; ", faults));
  }
}
