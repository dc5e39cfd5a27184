package io.millrace.application.wire;

import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Rejection;
import io.vavr.control.Either;

/** Reads records as events. For use by one thread. */
public interface EventDecoder {
  /**
   * Reads one record. Whatever its bytes are, the answer is an event or a rejection, never an
   * exception.
   */
  Either<Rejection, StreamEvent> decode(Stream stream, RawRecord record);
}
