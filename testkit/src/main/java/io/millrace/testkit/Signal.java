package io.millrace.testkit;

import io.millrace.domain.result.AlertPhase;

/**
 * A word about an alert, as a specification expects it.
 *
 * @param phase what is said of the alert
 * @param alert the alert as it was raised, as the specification {@linkplain Spec#seenAs sees} it
 */
public record Signal(AlertPhase phase, Object alert) {
  /** The alert is raised. */
  public static Signal raised(Object alert) {
    return new Signal(AlertPhase.RAISED, alert);
  }

  /** The alert, which was raised, is confirmed. */
  public static Signal confirmed(Object alert) {
    return new Signal(AlertPhase.CONFIRMED, alert);
  }

  /** The alert, which was raised, is withdrawn. */
  public static Signal withdrawn(Object alert) {
    return new Signal(AlertPhase.WITHDRAWN, alert);
  }

  @Override
  public String toString() {
    return phase + " " + alert;
  }
}
