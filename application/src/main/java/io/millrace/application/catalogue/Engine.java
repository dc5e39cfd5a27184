package io.millrace.application.catalogue;

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
}
