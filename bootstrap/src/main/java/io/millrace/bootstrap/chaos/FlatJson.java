package io.millrace.bootstrap.chaos;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The fields of a result, as text; those of an array one a line, those of an object by both names
 * with a point between.
 */
record FlatJson(Map<String, String> values) {
  private static final JsonFactory JSON = new JsonFactory();

  static FlatJson of(String line) {
    Map<String, String> values = new HashMap<>();
    try (JsonParser json = JSON.createParser(line)) {
      json.nextToken();
      read(json, "", values);
    } catch (IOException e) {
      throw new UncheckedIOException("a result that is no JSON: " + line, e);
    }
    return new FlatJson(values);
  }

  private static void read(JsonParser json, String prefix, Map<String, String> values)
      throws IOException {
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken token = json.nextToken();
      if (token == JsonToken.START_OBJECT) {
        read(json, prefix + name + ".", values);
      } else {
        values.put(prefix + name, token == JsonToken.START_ARRAY ? lines(json) : json.getText());
      }
    }
  }

  private static String lines(JsonParser json) throws IOException {
    StringJoiner lines = new StringJoiner("\n");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      lines.add(json.getText());
      json.skipChildren();
    }
    return lines.toString();
  }

  /** Empty if there is no such field. */
  String get(String name) {
    return values.getOrDefault(name, "");
  }
}
