package io.millrace.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Rejection.Reason;
import io.millrace.json.mapping.Mapping;
import io.millrace.json.mapping.Path;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads foreign objects through a mapping, in one pass and without an object tree: the paths are
 * steps that are gone along with the parser.
 */
final class MappedJson implements MappedDecoder {
  /** A record, and what it was read as. */
  private record Taken(RawRecord record, Either<Rejection, StreamEvent> decoded) {}

  private final MappedRecord mapped;
  private final PathNode root = PathNode.root();
  private final @Nullable Path records;
  private final JsonSyntax syntax = new JsonSyntax();
  private final JsonObjects objects = new JsonObjects();
  private final Decimal decimal = new Decimal();
  private final List<Taken> elements = new ArrayList<>();
  private long recordsMet;
  private @Nullable Fault fault;
  private @Nullable Fault duplicate;
  private boolean hasMore;

  MappedJson(Mapping mapping, EventFormat format) {
    mapped = new MappedRecord(mapping, format, true);
    records = mapping.spec().records();
    mapped.slots().forEach((path, slot) -> root.at(path).keepIn(slot));
    mapped.direct().forEach((path, field) -> root.at(path).giveTo(field));
  }

  @Override
  public Either<Rejection, StreamEvent> decode(RawRecord record) {
    Fault found = read(record, null);
    try {
      return found == null
          ? mapped.event(record, faultOfFields())
          : mapped.rejection(record, found);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be read", e);
    }
  }

  /** Hot: looks for several objects only where something follows the first. */
  @Override
  public void decodeAll(
      RawRecord place, BiConsumer<RawRecord, Either<Rejection, StreamEvent>> taker) {
    hasMore = false;
    Fault found = read(place, records);
    List<JsonObjects.Span> spans = hasMore ? objects.in(place.bytes()) : List.of();
    if (spans.isEmpty()) {
      take(place, found, taker);
    }
    for (JsonObjects.Span span : spans) {
      RawRecord part = place.part(span.from(), span.to());
      take(part, read(part, records), taker);
    }
  }

  private void take(
      RawRecord place,
      @Nullable Fault found,
      BiConsumer<RawRecord, Either<Rejection, StreamEvent>> taker) {
    try {
      if (found != null) {
        taker.accept(place, mapped.rejection(place, found));
      } else if (records != null) {
        elements.forEach(taken -> taker.accept(taken.record(), taken.decoded()));
      } else if (mapped.isMeant()) {
        taker.accept(place, mapped.event(place, faultOfFields()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be read", e);
    }
  }

  private @Nullable Fault faultOfFields() {
    return duplicate == null ? fault : duplicate;
  }

  /** What is wrong with the form of a record; null if its values are taken. */
  private @Nullable Fault read(RawRecord record, @Nullable Path array) {
    elements.clear();
    byte[] bytes = record.bytes();
    Fault ofBytes = RecordFaults.ofBytes(bytes);
    if (ofBytes != null) {
      return ofBytes;
    }
    try {
      RecordParser parser = syntax.parserOf(bytes);
      try {
        return read(record, array, parser);
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

  private @Nullable Fault read(RawRecord record, @Nullable Path array, RecordParser parser)
      throws IOException {
    if (parser.nextToken() == null) {
      return RecordFaults.empty();
    }
    ParsedValue value = new ParsedValue(parser, decimal);
    Fault found = null;
    if (!parser.isExpectedStartObjectToken()) {
      found = RecordFaults.notAnObject(value);
      parser.skipChildren();
    } else if (array == null) {
      readRecord(parser, value);
    } else {
      found = readArray(record, array, 0, parser, value);
    }
    if (parser.isAtEnd() || parser.nextToken() == null) {
      return found;
    }
    hasMore = true;
    return RecordFaults.moreThanOneValue();
  }

  /** Reads the record at whose start the parser stands. */
  private void readRecord(RecordParser parser, ParsedValue value) throws IOException {
    mapped.clear();
    fault = null;
    duplicate = null;
    recordsMet++;
    readObject(root, parser, value);
  }

  /** Hot: the parser is asked for the field that came next the last time. */
  private void readObject(PathNode node, RecordParser parser, ParsedValue value)
      throws IOException {
    PathNode before = null;
    while (true) {
      PathNode likely = node.likelyAfter(before);
      PathNode field = likely;
      if (likely == null || !parser.nextFieldName(likely.encodedName())) {
        if (likely == null) {
          parser.nextToken();
        }
        if (!parser.hasToken(JsonToken.FIELD_NAME)) {
          return;
        }
        field = node.field(parser.currentName());
      }
      JsonToken token = parser.nextToken();
      if (field == null) {
        parser.skipChildren();
      } else {
        node.follows(before, field);
        before = field;
        readValue(field, token, parser, value);
      }
    }
  }

  private void readArray(PathNode node, RecordParser parser, ParsedValue value) throws IOException {
    int index = 0;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      PathNode element = node.element(index++);
      if (element == null) {
        parser.skipChildren();
      } else {
        readValue(element, token, parser, value);
      }
    }
  }

  private void readValue(PathNode node, JsonToken token, RecordParser parser, ParsedValue value)
      throws IOException {
    if (!node.meet(recordsMet)) {
      if (duplicate == null) {
        duplicate =
            new Fault(
                Reason.DUPLICATE_FIELD,
                node.path(),
                node.path() + " stands in the record twice, must be there once");
      }
      parser.skipChildren();
      return;
    }
    DirectField direct = node.direct();
    Slot slot = node.slot();
    if (token == JsonToken.VALUE_NULL) {
      if (direct != null) {
        direct.giveNull();
      }
      return;
    }
    if (direct != null && fault == null) {
      fault = direct.take(value);
    }
    if (slot != null) {
      slot.set(value.text());
    }
    if (token == JsonToken.START_OBJECT && node.hasFields()) {
      readObject(node, parser, value);
    } else if (token == JsonToken.START_ARRAY && node.hasElements()) {
      readArray(node, parser, value);
    } else {
      parser.skipChildren();
    }
  }

  /** Goes along the path to the array of records, and reads them. */
  private @Nullable Fault readArray(
      RawRecord place, Path array, int step, RecordParser parser, ParsedValue value)
      throws IOException {
    if (step == array.steps().size()) {
      return readRecords(place, array, parser, value);
    }
    Path.Step to = array.steps().get(step);
    boolean isObject = parser.hasToken(JsonToken.START_OBJECT);
    if (!isObject && !parser.hasToken(JsonToken.START_ARRAY)) {
      return missing(array);
    }
    if (isObject != (to.name() != null)) {
      parser.skipChildren();
      return missing(array);
    }
    boolean isFound = false;
    Fault found = null;
    for (int index = 0; ; index++) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
        return isFound ? found : missing(array);
      }
      boolean isMeant = isObject ? parser.currentName().equals(to.name()) : index == to.index();
      if (isObject) {
        parser.nextToken();
      }
      if (!isMeant) {
        parser.skipChildren();
      } else if (isFound) {
        found =
            new Fault(
                Reason.DUPLICATE_FIELD,
                array.text(),
                array.text() + " is there twice, must be there once");
        elements.clear();
        parser.skipChildren();
      } else {
        isFound = true;
        found = readArray(place, array, step + 1, parser, value);
      }
    }
  }

  private static Fault missing(Path array) {
    return new Fault(
        Reason.MISSING_FIELD,
        array.text(),
        array.text() + " is missing, must be the array of the records");
  }

  private @Nullable Fault readRecords(
      RawRecord place, Path array, RecordParser parser, ParsedValue value) throws IOException {
    if (!parser.hasToken(JsonToken.START_ARRAY)) {
      boolean isNull = parser.hasToken(JsonToken.VALUE_NULL);
      String is = isNull ? "null" : value.shown();
      parser.skipChildren();
      return new Fault(
          isNull ? Reason.MISSING_FIELD : Reason.WRONG_TYPE,
          array.text(),
          array.text() + " is " + is + ", must be the array of the records");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (elements.size() == JsonObjects.MOST) {
        parser.skipChildren();
        continue; // told below
      }
      int from = (int) parser.currentTokenLocation().getByteOffset();
      if (parser.hasToken(JsonToken.START_OBJECT)) {
        readRecord(parser, value);
        if (mapped.isMeant()) {
          RawRecord record = place.part(from, parser.position());
          elements.add(new Taken(record, mapped.event(record, faultOfFields())));
        }
      } else {
        Fault notAnObject = RecordFaults.notAnObject(value);
        parser.skipChildren();
        parser.finishToken();
        RawRecord record = place.part(from, parser.position());
        elements.add(new Taken(record, mapped.rejection(record, notAnObject)));
      }
    }
    return elements.size() < JsonObjects.MOST
        ? null
        : Fault.ofRecord(
            Reason.RECORD_TOO_LARGE,
            "%s holds %,d records or more, must hold fewer",
            array.text(),
            JsonObjects.MOST);
  }
}
