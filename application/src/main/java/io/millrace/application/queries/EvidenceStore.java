package io.millrace.application.queries;

import java.util.List;

/** Keeps the events behind alerts, so that they can be looked at as long as the alert. */
@FunctionalInterface
public interface EvidenceStore {
  /**
   * Keeps the events of an alert. Keeping them again changes nothing. Events longer than {@link
   * EvidenceEvent#MAX_BYTES} are left out.
   *
   * @throws QueriesUnavailable if the store cannot be written to now
   */
  void keep(String alertId, List<EvidenceEvent> events);
}
