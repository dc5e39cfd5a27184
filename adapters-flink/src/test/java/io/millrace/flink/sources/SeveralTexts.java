package io.millrace.flink.sources;

import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Bytes;
import io.millrace.domain.result.Rejection;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/**
 * Takes places apart at a mark, and leaves those out that begin with {@code #}; nothing of what it
 * finds is an event.
 */
public record SeveralTexts(String mark) implements EventDecoder {
  @Override
  public Either<Rejection, StreamEvent> decode(Stream stream, RawRecord record) {
    return Either.left(
        new Rejection(
            stream,
            Rejection.Reason.MALFORMED_JSON,
            null,
            "a text",
            new Bytes(record.bytes()),
            record.origin()));
  }

  @Override
  public void decodeAll(
      Stream stream, RawRecord place, BiConsumer<RawRecord, Either<Rejection, StreamEvent>> taker) {
    String text = new String(place.bytes(), StandardCharsets.ISO_8859_1);
    int from = text.startsWith("#") ? -1 : 0;
    for (int to = text.indexOf(mark); from >= 0; to = text.indexOf(mark, from)) {
      RawRecord one = place.part(from, to < 0 ? text.length() : to);
      taker.accept(one, decode(stream, one));
      from = to < 0 ? -1 : to + 1;
    }
  }
}
