package io.millrace.application.catalogue;

import io.millrace.domain.access.BruteForcePolicy.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What makes the decisions of a Flink job. */
public enum Engine {
  /** The state machines of the domain. */
  MACHINE,
  /** Patterns of Flink CEP, where they can say what is decided. */
  CEP,
  /** Queries of Flink SQL, where they can; they make an extra decision too. */
  SQL;

  /** The name on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The decisions of a run with this engine. */
  public List<Decision<?, ?, ?>> decisions(Policies policies, boolean scores) {
    List<Decision<?, ?, ?>> all = new ArrayList<>(Catalogue.of(policies, scores));
    all.addAll(this == SQL ? Catalogue.extra(policies) : List.of());
    return all;
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
      case "product-revenue", "endpoint-latency", Catalogue.FAILED_LOGINS -> this == SQL;
      default -> false;
    };
  }
}
