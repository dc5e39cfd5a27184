package io.millrace.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.domain.result.Rejection.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object, in their usual order. Holds the values of the object that is being read,
 * so an instance is for one thread.
 */
class JsonFields {
  private static final int UNKNOWN = -1;
  private static final int END = -2;

  private final List<JsonField> fields = new ArrayList<>();
  private final List<JsonField> required = new ArrayList<>();

  /** Declares the next field, which every record must have. */
  final <F extends JsonField> F required(F field) {
    required.add(field);
    return optional(field);
  }

  /** Declares the next field, which a record may leave out or have as null. */
  final <F extends JsonField> F optional(F field) {
    fields.add(field);
    return field;
  }

  /** What fields that are each valid say against each other. */
  @Nullable Fault contradiction() throws IOException {
    return null;
  }

  /**
   * Reads the fields of the object at whose start the parser stands, up to its end; {@code value}
   * follows the parser.
   *
   * @return the first fault, or null
   * @throws IOException if the object is not well-formed
   */
  final @Nullable Fault read(JsonParser parser, JsonValue value) throws IOException {
    clear();
    Fault fault = readFields(parser, value);
    return fault == null ? finish() : fault;
  }

  /** Forgets the last record. */
  final void clear() {
    for (int i = 0; i < fields.size(); i++) {
      fields.get(i).clear();
    }
  }

  /** What is wrong once all values that the record has are taken, each of them being valid. */
  final @Nullable Fault finish() throws IOException {
    Fault fault = missing();
    return fault == null ? contradiction() : fault;
  }

  /** The field of a name. */
  final JsonField field(String name) {
    int index = indexOf(name, 0);
    if (index == UNKNOWN) {
      throw new IllegalArgumentException("there is no field " + name);
    }
    return fields.get(index);
  }

  /**
   * Hot: most records have the fields in the order of their declaration, and no others. So the
   * parser is asked for the next of them, which it can tell without looking its name up.
   */
  private @Nullable Fault readFields(JsonParser parser, JsonValue value) throws IOException {
    Fault duplicate = null;
    Fault fault = null;
    int expected = 0;
    while (true) {
      int index = nextField(parser, expected);
      if (index == END) {
        return duplicate == null ? fault : duplicate;
      }
      JsonToken token = parser.nextToken();
      if (index != UNKNOWN) {
        JsonField field = fields.get(index);
        expected = index + 1;
        if (field.isGiven()) {
          duplicate = duplicate == null ? duplicated(field) : duplicate;
        } else if (fault == null && token != JsonToken.VALUE_NULL) {
          fault = field.take(value);
        }
        field.give();
      }
      parser.skipChildren();
    }
  }

  /** Goes to the next field and says which it is. */
  private int nextField(JsonParser parser, int expected) throws IOException {
    if (expected < fields.size()) {
      if (parser.nextFieldName(fields.get(expected).encodedName())) {
        return expected;
      }
    } else {
      parser.nextToken();
    }
    return parser.hasToken(JsonToken.FIELD_NAME) ? indexOf(parser.currentName(), expected) : END;
  }

  private int indexOf(String name, int expected) {
    for (int i = expected; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    for (int i = 0; i < expected; i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    return UNKNOWN;
  }

  private static Fault duplicated(JsonField field) {
    return Fault.ofField(
        Reason.DUPLICATE_FIELD, field, "stands in the record twice, must be there once");
  }

  private @Nullable Fault missing() {
    for (int i = 0; i < required.size(); i++) {
      JsonField field = required.get(i);
      if (!field.isPresent()) {
        return missing(field);
      }
    }
    return null;
  }

  static Fault missing(JsonField field) {
    String is = field.isGiven() ? "is null" : "is missing";
    return Fault.ofField(Reason.MISSING_FIELD, field, is + ", must be there with a value");
  }
}
