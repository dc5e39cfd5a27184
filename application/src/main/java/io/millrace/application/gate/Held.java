package io.millrace.application.gate;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.StreamEvent;

/** An event that waits at the gate for the next one of its split to tell whether it counts. */
record Held(RawRecord record, StreamEvent event) {
  long timeMs() {
    return event.eventTimeMs();
  }
}
