package io.millrace.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.application.wire.ResultType;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** What answers look like, as JSON Schema: by a name, or around the results that they hold. */
final class AnswerSchema {
  private static final String NAMED = "#/components/schemas/";

  private AnswerSchema() {}

  /** What the document has under a name. */
  static Json.Content named(String name) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("$ref", NAMED + name);
      json.writeEndObject();
    };
  }

  /** One result. */
  static Json.Content of(ResultType type) {
    return json -> RecordSchema.write(json, type.schema(), none -> {});
  }

  /** Results in windows that begin in a range. */
  static Json.Content windows(String name, ResultType type) {
    return object(
        List.of("from", "to", "window_ms", "slide_ms", "complete", name),
        json -> {
          reference(json, "from", "Time");
          reference(json, "to", "Time");
          reference(json, "window_ms", "WindowMs");
          reference(json, "slide_ms", "SlideMs");
          reference(json, "complete", "Complete");
          array(json, name, type);
        });
  }

  /** Results page by page. */
  static Json.Content page(String name, ResultType type) {
    return object(
        List.of(name, "next"),
        json -> {
          array(json, name, type);
          reference(json, "next", "Next");
        });
  }

  /** Results of one of several kinds. */
  static Json.Content results(String name, Collection<ResultType> oneOf) {
    return object(
        List.of(name),
        json -> {
          json.writeObjectFieldStart(name);
          json.writeStringField("type", "array");
          json.writeObjectFieldStart("items");
          json.writeArrayFieldStart("oneOf");
          for (ResultType type : oneOf) {
            of(type).write(json);
          }
          json.writeEndArray();
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private static Json.Content object(List<String> required, Json.Content properties) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("type", "object");
      json.writeFieldName("required");
      json.writeArray(required.toArray(String[]::new), 0, required.size());
      json.writeObjectFieldStart("properties");
      properties.write(json);
      json.writeEndObject();
      json.writeEndObject();
    };
  }

  private static void reference(JsonGenerator json, String field, String name) throws IOException {
    json.writeFieldName(field);
    named(name).write(json);
  }

  private static void array(JsonGenerator json, String field, ResultType type) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("type", "array");
    json.writeFieldName("items");
    of(type).write(json);
    json.writeEndObject();
  }
}
