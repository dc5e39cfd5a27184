package io.millrace.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.domain.result.Rejection.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  /** Reads the object that the parser stands at the start of. */
  void read(JsonParser in, Values into) throws IOException, Unreadable {
    into.clear(fields.size());
    int seen = 0;
    int present = 0;
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      JsonToken value = in.nextToken();
      Integer place = places.get(name);
      if (place == null) {
        in.skipChildren();
        continue;
      }
      int bit = 1 << place;
      if ((seen & bit) != 0) {
        throw new Unreadable(
            Reason.DUPLICATE_FIELD, name, "field " + name + " is there twice, must be there once");
      }
      seen |= bit;
      if (value != JsonToken.VALUE_NULL) {
        present |= bit;
        fields.get(place).type.read(in, name, into, place);
      }
    }
    if ((present & required) != required) {
      throw missing(Integer.numberOfTrailingZeros(required & ~present));
    }
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
