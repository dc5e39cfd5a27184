package io.millrace.application.wire;

import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Rejection;
import io.vavr.control.Either;
import java.util.function.BiConsumer;

/** Reads records as events. For use by one thread. */
public interface EventDecoder {
  /**
   * Reads one record that is one object. Whatever its bytes are, the answer is an event or a
   * rejection, never an exception.
   */
  Either<Rejection, StreamEvent> decode(Stream stream, RawRecord record);

  /**
   * Reads what a source has in one place: a line, or a record of Kinesis or Kafka. If that is
   * nothing but several objects that follow each other, each of them is a record of its own with
   * the same origin; anything else is one record. The taker gets them in their order.
   *
   * <p>A place may also hold other things than records of the stream, where a mapping says so: of
   * these the taker gets nothing, and they are neither events nor rejections.
   */
  default void decodeAll(
      Stream stream, RawRecord place, BiConsumer<RawRecord, Either<Rejection, StreamEvent>> taker) {
    taker.accept(place, decode(stream, place));
  }
}
