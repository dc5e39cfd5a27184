package io.millrace.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.domain.result.Rejection.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a stream, in the order of the documentation. */
final class Shape {
  private record Field(String name, FieldType type, boolean required) {}

  private final List<Field> fields = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private int required; // one bit a field

  Shape requires(String name, FieldType type) {
    required |= 1 << fields.size();
    return add(new Field(name, type, true));
  }

  Shape allows(String name, FieldType type) {
    return add(new Field(name, type, false));
  }

  /**
   * Reads the object that the parser stands at the start of, to its end: what is not JSON after all
   * is malformed, whatever its fields hold.
   *
   * @return the first fault of the fields, or null if there is none
   */
  @Nullable Unreadable read(JsonParser in, Values into) throws IOException {
    into.clear(fields.size());
    Unreadable fault = null;
    int seen = 0;
    int present = 0;
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      JsonToken value = in.nextToken();
      Integer place = places.get(name);
      if (place != null && fault == null) {
        int bit = 1 << place;
        fault = (seen & bit) == 0 ? readField(in, into, place) : twice(name);
        seen |= bit;
        present |= value == JsonToken.VALUE_NULL ? 0 : bit;
      }
      in.skipChildren();
    }
    if (fault == null && (present & required) != required) {
      return missing(Integer.numberOfTrailingZeros(required & ~present));
    }
    return fault;
  }

  private @Nullable Unreadable readField(JsonParser in, Values into, int place) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    Field field = fields.get(place);
    try {
      field.type.read(in, field.name, into, place);
      return null;
    } catch (Unreadable e) {
      return e;
    }
  }

  private static Unreadable twice(String name) {
    return new Unreadable(
        Reason.DUPLICATE_FIELD, name, "field " + name + " is there twice, must be there once");
  }

  private Shape add(Field field) {
    places.put(field.name, fields.size());
    fields.add(field);
    return this;
  }

  private Unreadable missing(int place) {
    String name = fields.get(place).name;
    return new Unreadable(
        Reason.MISSING_FIELD, name, "field " + name + " is missing or null, must be there");
  }
}
