package io.millrace.application.catalogue;

import io.millrace.domain.event.Stream;
import java.io.Serializable;
import java.util.List;

/**
 * Brings streams and decisions. Found by {@link java.util.ServiceLoader}: name the class in {@code
 * META-INF/services/io.millrace.application.catalogue.DecisionModule}. It travels with a job, so
 * that it keeps nothing: a record without components is best.
 */
public interface DecisionModule extends Serializable {
  /** The streams that it adds to those of other modules; none, where its decisions read theirs. */
  default List<Stream> streams() {
    return List.of();
  }

  /** The decisions, in the order in which they are told. */
  List<DecisionEntry<?, ?, ?>> decisions();
}
