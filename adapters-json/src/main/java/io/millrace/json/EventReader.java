package io.millrace.json;

import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Source;

/** Makes an event of the values of a record. */
@FunctionalInterface
interface EventReader {
  /**
   * Makes the event.
   *
   * @throws Unreadable if the values do not go together
   */
  StreamEvent event(Values values, Source source) throws Unreadable;
}
