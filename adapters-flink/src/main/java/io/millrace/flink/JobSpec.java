package io.millrace.flink;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.Policies;
import io.millrace.application.wire.WireFormat;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job decides. Travels to every operator, which takes its machine from the catalogue there.
 *
 * @param scores whether every reading gets a score
 */
public record JobSpec(Policies policies, boolean scores, WireFormat wire) implements Serializable {
  private static final long serialVersionUID = 1;

  /** The decisions, without second steps. */
  List<Decision<?, ?, ?>> decisions() {
    return Catalogue.of(policies, scores);
  }

  /** A decision, or the second step of one, by its name. */
  Decision<?, ?, ?> decision(String name) {
    List<Decision<?, ?, ?>> all = new ArrayList<>();
    for (Decision<?, ?, ?> decision : decisions()) {
      all.add(decision);
      if (decision.merge() != null) {
        all.add(decision.merge());
      }
    }
    return all.stream()
        .filter(decision -> decision.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no decision " + name));
  }
}
