package io.millrace.application.gate;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Rejection;
import io.vavr.control.Either;
import java.io.Serializable;

/**
 * Refuses events that are ahead of the arrival of their records, where the transport says when that
 * was. Reference data takes no part.
 *
 * @param maxAheadMs how far ahead an event may be
 */
public record ArrivalCheck(Stream stream, long maxAheadMs) implements Serializable {
  /** As the arrival of a record that does not say when it was; nothing is ahead of it. */
  public static final long UNKNOWN = Long.MAX_VALUE;

  /**
   * What was decoded, or a rejection in its place.
   *
   * @param arrivedMs when the record arrived, or {@link #UNKNOWN}
   */
  public Either<Rejection, StreamEvent> check(
      RawRecord record, Either<Rejection, StreamEvent> decoded, long arrivedMs) {
    if (decoded.isLeft() || stream.isReference()) {
      return decoded;
    }
    long timeMs = decoded.get().eventTimeMs();
    return timeMs - arrivedMs <= maxAheadMs
        ? decoded
        : Either.left(new FarAhead(stream, record, timeMs).ofArrival(maxAheadMs, arrivedMs));
  }
}
