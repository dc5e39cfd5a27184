package io.millrace.benchmarks.json;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;

/** A way from records to events, for one thread. */
interface JsonReading {
  /** The event; any exception refuses the record. */
  StreamEvent read(Stream stream, RawRecord record) throws Exception;
}
