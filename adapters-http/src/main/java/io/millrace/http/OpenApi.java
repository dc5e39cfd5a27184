package io.millrace.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The OpenAPI 3.1 document, written from the routes that are served. */
final class OpenApi {
  private static final String SCHEMAS = "/io/millrace/http/schemas.json";

  private OpenApi() {}

  /** The address of the document, which describes the other addresses and itself. */
  static Route route(List<Route> others, Route live) {
    List<Route> all = new ArrayList<>(others);
    all.add(route(new byte[0]));
    return route(document(all, live));
  }

  private static Route route(byte[] document) {
    return new Route(
        "/api/v1/openapi.json", "This document.", "Any", List.of(), unused -> document);
  }

  private static byte[] document(List<Route> routes, Route live) {
    return Json.object(
        json -> {
          json.writeStringField("openapi", "3.1.0");
          json.writeObjectFieldStart("info");
          json.writeStringField("title", "Millrace dashboard");
          json.writeStringField("version", "1");
          json.writeStringField("description", "What was decided on the event streams; read only.");
          json.writeEndObject();
          json.writeFieldName("security");
          json.writeRawValue("[{},{\"token\":[]}]");
          json.writeObjectFieldStart("paths");
          for (Route route : routes) {
            path(json, route, PreparedResponse.JSON);
          }
          path(json, live, "text/event-stream");
          json.writeEndObject();
          json.writeObjectFieldStart("components");
          json.writeFieldName("securitySchemes");
          json.writeRawValue("{\"token\":{\"type\":\"http\",\"scheme\":\"bearer\"}}");
          Json.rawField(json, "schemas", schemas());
          json.writeEndObject();
        });
  }

  private static void path(JsonGenerator json, Route route, String mediaType) throws IOException {
    json.writeObjectFieldStart(route.path());
    json.writeObjectFieldStart("get");
    json.writeStringField("summary", route.summary());
    json.writeArrayFieldStart("parameters");
    for (Param<?> param : route.params()) {
      parameter(json, route, param);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("responses");
    response(json, "200", "The answer.", mediaType, route.schema());
    if (route.isCacheable()) {
      json.writeObjectFieldStart("304");
      json.writeStringField("description", "What the ETag names is still the answer.");
      json.writeEndObject();
    }
    response(json, "default", "Why there is no answer.", Problem.MEDIA_TYPE, "Problem");
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void parameter(JsonGenerator json, Route route, Param<?> param)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", param.name());
    json.writeStringField("in", route.isInPath(param.name()) ? "path" : "query");
    json.writeBooleanField("required", param.required());
    json.writeStringField("description", param.description());
    json.writeObjectFieldStart("schema");
    param.schema().write(json);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void response(
      JsonGenerator json, String status, String description, String mediaType, String schema)
      throws IOException {
    json.writeObjectFieldStart(status);
    json.writeStringField("description", description);
    json.writeObjectFieldStart("content");
    json.writeObjectFieldStart(mediaType);
    json.writeObjectFieldStart("schema");
    json.writeStringField("$ref", "#/components/schemas/" + schema);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static byte[] schemas() {
    try (InputStream in = OpenApi.class.getResourceAsStream(SCHEMAS)) {
      if (in == null) {
        throw new IllegalStateException(SCHEMAS + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(SCHEMAS + " cannot be read", e);
    }
  }
}
