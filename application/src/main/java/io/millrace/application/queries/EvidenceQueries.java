package io.millrace.application.queries;

import java.util.List;

/** Reads the events behind alerts. An alert itself holds nothing but their ids. */
@FunctionalInterface
public interface EvidenceQueries {
  /** For an installation that keeps no events. */
  EvidenceQueries NONE = alert -> List.of();

  /**
   * The events of an alert that were kept, in any order.
   *
   * @return empty if none was
   * @throws QueriesUnavailable if the store cannot be asked now
   */
  List<EvidenceEvent> events(AlertSpan alert);
}
