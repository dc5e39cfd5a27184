package io.millrace.application.catalogue;

import io.millrace.domain.access.BruteForcePolicy.Mode;
import java.util.Locale;

/** What makes the decisions of a Flink job. */
public enum Engine {
  /** The state machines of the domain. */
  MACHINE,
  /** Patterns of Flink CEP, where they can say what is decided. */
  CEP;

  /** The name on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What makes a decision when this engine is asked for: this one, or the machine where this one
   * has no exact words for the decision under these policies.
   *
   * @param decision the decision's name in the catalogue
   */
  public Engine decides(String decision, Policies policies) {
    return expresses(decision, policies) ? this : MACHINE;
  }

  private boolean expresses(String decision, Policies policies) {
    boolean everyMatch = policies.bruteForce().mode() == Mode.EVERY_MATCH;
    return switch (decision) {
      case "brute-force-login" -> everyMatch;
      case "card-testing" -> this == CEP;
      default -> false;
    };
  }
}
