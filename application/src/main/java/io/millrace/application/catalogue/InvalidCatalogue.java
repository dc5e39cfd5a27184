package io.millrace.application.catalogue;

import java.util.List;

/** Modules that do not fit together, or a decision that could not run; says all that is wrong. */
public final class InvalidCatalogue extends IllegalStateException {
  private static final long serialVersionUID = 1;

  InvalidCatalogue(List<String> faults) {
    super("the decisions cannot be used: " + String.join("; ", faults));
  }
}
