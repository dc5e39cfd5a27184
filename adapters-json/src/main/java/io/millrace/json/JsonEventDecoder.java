package io.millrace.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Bytes;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Rejection.Reason;
import io.vavr.control.Either;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON records as events, strictly. For use by one thread. */
final class JsonEventDecoder implements EventDecoder {
  private static final int DEEPEST = 1000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(RawRecord.MAX_BYTES)
                  .maxStringLength(RawRecord.MAX_BYTES)
                  .maxNameLength(RawRecord.MAX_BYTES)
                  .build())
          // Field names come from outside: interning them would fill the JVM's table for ever.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final Map<Stream, StreamFormat> formats = new EnumMap<>(Stream.class);
  private final Values values = new Values();

  @Override
  public Either<Rejection, StreamEvent> decode(Stream stream, RawRecord record) {
    try {
      return Either.right(read(stream, record));
    } catch (Unreadable e) {
      return rejected(stream, record, e);
    } catch (StreamConstraintsException e) {
      String detail = "the record is nested more than " + DEEPEST + " levels deep, must be less";
      return rejected(stream, record, new Unreadable(Reason.MALFORMED_JSON, null, detail));
    } catch (IOException e) {
      return rejected(stream, record, malformed(e));
    }
  }

  private StreamEvent read(Stream stream, RawRecord record) throws IOException, Unreadable {
    byte[] bytes = record.bytes();
    if (bytes.length > RawRecord.MAX_BYTES) {
      throw new Unreadable(
          Reason.RECORD_TOO_LARGE,
          null,
          "the record is longer than " + RawRecord.MAX_BYTES + " bytes, must be at most that");
    }
    if (!Utf8.isValid(bytes)) {
      throw new Unreadable(Reason.INVALID_UTF8, null, "the record is not UTF-8, must be");
    }
    StreamFormat format = formats.computeIfAbsent(stream, StreamFormat::of);
    try (JsonParser in = JSON.createParser(bytes)) {
      requireObject(in.nextToken(), in);
      Unreadable fault = format.shape().read(in, values);
      if (in.nextToken() != null) {
        throw new Unreadable(
            Reason.MALFORMED_JSON,
            null,
            "the record goes on after its JSON object, must end with it");
      }
      if (fault != null) {
        throw fault;
      }
    }
    return format.reader().event(values, record.source());
  }

  private static void requireObject(@Nullable JsonToken first, JsonParser in)
      throws IOException, Unreadable {
    if (first == JsonToken.START_OBJECT) {
      return;
    }
    if (first == null) {
      throw new Unreadable(Reason.MALFORMED_JSON, null, "the record is empty, must be an object");
    }
    in.skipChildren();
    in.nextToken(); // what is not JSON after all is malformed, not merely no object
    throw new Unreadable(
        Reason.NOT_AN_OBJECT, null, "the record is JSON, but not an object; must be one");
  }

  private static Unreadable malformed(IOException e) {
    String message = String.valueOf(e.getMessage()).split("\\R", 2)[0];
    return new Unreadable(
        Reason.MALFORMED_JSON, null, "the record is not valid JSON: " + Unreadable.shown(message));
  }

  private static Either<Rejection, StreamEvent> rejected(
      Stream stream, RawRecord record, Unreadable why) {
    return Either.left(
        new Rejection(
            stream,
            why.reason(),
            why.field(),
            String.valueOf(why.getMessage()),
            new Bytes(record.bytes()),
            record.source()));
  }
}
