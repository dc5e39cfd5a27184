package io.millrace.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A stored result's top-level values, and the texts in its top-level arrays. */
final class StoredResult {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Map<String, String> values = new HashMap<>();
  private final Map<String, List<String>> arrays = new HashMap<>();

  private StoredResult() {}

  static StoredResult read(byte[] json) {
    StoredResult result = new StoredResult();
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalStateException("a stored result is not a JSON object");
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        result.take(name, parser);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a stored result is not JSON", e);
    }
    return result;
  }

  private void take(String name, JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token.isScalarValue()) {
      values.put(name, parser.getText());
    } else if (token == JsonToken.START_ARRAY) {
      arrays.put(name, texts(parser));
    } else {
      parser.skipChildren();
    }
  }

  private static List<String> texts(JsonParser parser) throws IOException {
    List<String> texts = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token.isScalarValue()) {
        texts.add(parser.getText());
      } else {
        parser.skipChildren();
      }
    }
    return texts;
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("a stored result has no " + name);
    }
    return value;
  }

  long count(String name) {
    return Long.parseLong(text(name));
  }

  double real(String name) {
    return Double.parseDouble(text(name));
  }

  /** A time as written by the wire format, in milliseconds since the epoch. */
  long time(String name) {
    return java.time.Instant.parse(text(name)).toEpochMilli();
  }

  List<String> texts(String name) {
    return arrays.getOrDefault(name, List.of());
  }
}
