package io.millrace.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Bytes;
import io.millrace.domain.result.Rejection;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads records as events, in one pass and without an object tree. A valid record costs its event
 * and no exception.
 */
final class JsonEventDecoder implements EventDecoder {
  private final Map<Stream, EventFormat> formats = new HashMap<>();
  private final ProductFormat product = new ProductFormat();
  private final ProductChangeFormat change = new ProductChangeFormat();
  private final ProductEnvelopeFormat envelope = new ProductEnvelopeFormat();
  private final JsonSyntax syntax = new JsonSyntax();
  private final Decimal decimal = new Decimal();
  private final JsonObjects objects = new JsonObjects();

  /** Whether something followed the first value of the record that was read last. */
  private boolean hasMore;

  /** Hot: looks for several objects only where something follows the first. */
  @Override
  public void decodeAll(
      Stream stream, RawRecord place, BiConsumer<RawRecord, Either<Rejection, StreamEvent>> taker) {
    hasMore = false;
    Either<Rejection, StreamEvent> decoded = decode(stream, place);
    List<JsonObjects.Span> spans = hasMore ? objects.in(place.bytes()) : List.of();
    if (spans.isEmpty()) {
      taker.accept(place, decoded);
    }
    for (JsonObjects.Span span : spans) {
      RawRecord record = place.part(span.from(), span.to());
      taker.accept(record, decode(stream, record));
    }
  }

  @Override
  public Either<Rejection, StreamEvent> decode(Stream stream, RawRecord record) {
    EventFormat format = formats.computeIfAbsent(stream, this::formatOf);
    byte[] bytes = record.bytes();
    Fault fault = RecordFaults.ofBytes(bytes);
    if (fault == null) {
      fault = read(format, bytes);
      if (format == product && fault != null && product.isOfAnotherKind()) {
        Fault ofEnvelope = read(envelope, bytes);
        Fault ofChange = envelope.isMeant() ? ofEnvelope : read(change, bytes);
        format = envelope.isMeant() ? envelope : change.isMeant() ? change : product;
        fault = format == product ? fault : ofChange;
      }
    }
    if (fault == null) {
      StreamEvent event = format.event(record);
      return Either.right(event instanceof Product product ? product.at(record.before()) : event);
    }
    return Either.left(
        new Rejection(
            stream,
            fault.reason(),
            fault.field(),
            fault.detail(),
            new Bytes(bytes),
            record.origin()));
  }

  private EventFormat formatOf(Stream stream) {
    return stream.equals(Stream.PRODUCTS) ? product : new SchemaFormat<>(stream.schema());
  }

  private @Nullable Fault read(EventFormat format, byte[] bytes) {
    try {
      RecordParser parser = syntax.parserOf(bytes);
      try {
        return read(format, parser);
      } finally {
        syntax.giveBack(parser, bytes);
      }
    } catch (StreamConstraintsException e) {
      return RecordFaults.nestedTooDeeply(); // the one constraint that is tighter than a record
    } catch (JsonProcessingException e) {
      return RecordFaults.malformed(e);
    } catch (IOException e) {
      throw new UncheckedIOException("an array cannot fail to be read", e);
    }
  }

  private @Nullable Fault read(EventFormat format, RecordParser parser) throws IOException {
    if (parser.nextToken() == null) {
      return RecordFaults.empty();
    }
    JsonValue value = new ParsedValue(parser, decimal);
    Fault fault;
    if (parser.isExpectedStartObjectToken()) {
      fault = format.read(parser, value);
    } else {
      fault = RecordFaults.notAnObject(value);
      parser.skipChildren();
    }
    if (parser.isAtEnd() || parser.nextToken() == null) {
      return fault;
    }
    hasMore = true;
    return RecordFaults.moreThanOneValue();
  }
}
