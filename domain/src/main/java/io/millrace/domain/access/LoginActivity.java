package io.millrace.domain.access;

import java.util.List;

/**
 * The current run of failed logins of a user.
 *
 * @param unmatched the latest failures that no match has used up, fewer than make an attack
 * @param matched the failures of the run's latest match; empty if there was none
 * @param silenced whether a further match of this run raises no alert, until it has been quiet
 * @param lastFailureMs when the latest failure came
 */
public record LoginActivity(
    List<Failure> unmatched, List<Failure> matched, boolean silenced, long lastFailureMs) {

  /** No run. */
  public static final LoginActivity NONE = new LoginActivity(List.of(), List.of(), false, 0);

  /** One failed login. */
  public record Failure(String eventId, long timeMs) {}
}
