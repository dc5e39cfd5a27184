package io.millrace.application.catalogue;

import java.io.Serializable;
import java.util.List;

/**
 * Brings decisions. Found by {@link java.util.ServiceLoader}; travels with a job, so that it keeps
 * nothing.
 */
public interface DecisionModule extends Serializable {
  /** The decisions, in the order in which they are told. */
  List<DecisionEntry<?, ?, ?>> decisions();
}
