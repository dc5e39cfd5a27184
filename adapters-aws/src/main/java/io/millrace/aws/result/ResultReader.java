package io.millrace.aws.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldType;
import io.millrace.domain.schema.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads results that come back from outside, to know again what they are found by. */
public final class ResultReader {
  private static final JsonFactory FACTORY = new JsonFactory();

  private ResultReader() {}

  /**
   * Reads a result.
   *
   * @throws IllegalArgumentException if it is not one JSON object, or without a field that it is
   *     found by
   */
  public static ResultLine read(ResultType type, byte[] json) {
    try (JsonParser in = FACTORY.createParser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw broken(type, null);
      }
      return new ResultLine(type, found(type.schema(), in), json);
    } catch (IOException e) {
      throw broken(type, e);
    }
  }

  private static List<String> found(Schema<?> schema, JsonParser in) throws IOException {
    Map<String, List<String>> texts = new HashMap<>();
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      JsonToken value = in.nextToken();
      for (Field field : schema.fields()) {
        if (field.name().equals(name) && field.isFoundBy() && value.isScalarValue()) {
          texts.put(name, List.of(in.getText()));
        } else if (field.name().equals(name)
            && field.type() instanceof FieldType.Nested nested
            && nested.oneOf().size() == 1
            && value == JsonToken.START_OBJECT) {
          texts.put(name, found(nested.oneOf().get(0), in));
        }
      }
      in.skipChildren();
    }
    List<String> found = new ArrayList<>();
    for (Field field : schema.fields()) {
      List<String> text = texts.getOrDefault(field.name(), List.of());
      if (field.isFoundBy() && text.isEmpty()) {
        throw new IllegalArgumentException(
            "a result of type " + schema.name() + " without the field " + field.name());
      }
      found.addAll(text);
    }
    return found;
  }

  private static IllegalArgumentException broken(ResultType type, @Nullable IOException cause) {
    return new IllegalArgumentException(
        "a result of type " + type.id() + " that is not a JSON object", cause);
  }
}
