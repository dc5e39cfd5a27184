package io.millrace.json;

import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Source;

/** The fields of a stream, in the contract's order, and how they make an event. */
abstract class EventFormat extends Fields {
  /** The event, once {@link #read} has found no fault. */
  abstract StreamEvent event(Source source);
}
