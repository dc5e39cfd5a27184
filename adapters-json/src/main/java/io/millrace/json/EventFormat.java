package io.millrace.json;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.StreamEvent;

/** The fields of a stream, in the contract's order, and how they make an event. */
abstract class EventFormat extends JsonFields {
  /** The event, once {@link #read} has found no fault. */
  abstract StreamEvent event(RawRecord record);
}
