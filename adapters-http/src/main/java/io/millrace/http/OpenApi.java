package io.millrace.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.domain.anomaly.Incident;
import io.millrace.domain.latency.EndpointLatency;
import io.millrace.domain.result.Alert;
import io.millrace.domain.schema.Schema;
import java.io.IOException;
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
        "/api/v1/openapi.json",
        "This document.",
        AnswerSchema.named("Any"),
        List.of(),
        unused -> document);
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
          schemas(json);
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
    response(
        json,
        "default",
        "Why there is no answer.",
        Problem.MEDIA_TYPE,
        AnswerSchema.named("Problem"));
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
      JsonGenerator json, String status, String description, String mediaType, Json.Content schema)
      throws IOException {
    json.writeObjectFieldStart(status);
    json.writeStringField("description", description);
    json.writeObjectFieldStart("content");
    json.writeObjectFieldStart(mediaType);
    json.writeFieldName("schema");
    schema.write(json);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  /** Those of results that several answers hold, and those of answers that are not built here. */
  private static void schemas(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("schemas");
    record(json, "EndpointLatency", EndpointLatency.SCHEMA, none -> {});
    record(json, "Alert", Alert.SCHEMA, OpenApi::said);
    record(json, "Incident", Incident.SCHEMA, none -> {});
    try (JsonParser file = new JsonFactory().createParser(OpenApi.class.getResource(SCHEMAS))) {
      JsonToken token = file.nextToken();
      for (token = file.nextToken(); token == JsonToken.FIELD_NAME; token = file.nextToken()) {
        json.copyCurrentStructure(file);
      }
    }
    json.writeEndObject();
  }

  private static void record(JsonGenerator json, String name, Schema<?> schema, Json.Content more)
      throws IOException {
    json.writeFieldName(name);
    RecordSchema.write(json, schema, more);
  }

  /** What is said of an alert beside its record. */
  private static void said(JsonGenerator json) throws IOException {
    json.writeFieldName("phase");
    json.writeRawValue(
        "{\"enum\":[\"RAISED\",\"WITHDRAWN\"],\"description\":\"Absent once it is confirmed.\"}");
    json.writeFieldName("incident");
    json.writeRawValue(
        "{\"$ref\":\"#/components/schemas/Incident\",\"description\":\"Of an anomaly that is over.\"}");
  }
}
