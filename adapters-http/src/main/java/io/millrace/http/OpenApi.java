package io.millrace.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
    JsonText json = new JsonText().begin().name("openapi").text("3.1.0").name("info").begin();
    json.name("title").text("Millrace dashboard").name("version").text("1");
    json.name("description").text("What was decided on the event streams; read only.").end();
    json.name("security").raw(utf8("[{},{\"token\":[]}]")).name("paths").begin();
    routes.forEach(route -> path(json, route, Answer.JSON));
    path(json, live, "text/event-stream");
    json.end().name("components").begin();
    json.name("securitySchemes").raw(utf8("{\"token\":{\"type\":\"http\",\"scheme\":\"bearer\"}}"));
    return json.name("schemas").raw(schemas()).end().end().bytes();
  }

  private static void path(JsonText json, Route route, String mediaType) {
    json.name(route.path()).begin().name("get").begin();
    json.name("summary").text(route.summary()).name("parameters").beginArray();
    route.params().forEach(param -> parameter(json, route, param));
    json.endArray().name("responses").begin();
    response(json, "200", "The answer.", mediaType, route.schema());
    if (route.isKept()) {
      json.name("304").raw(utf8("{\"description\":\"What the ETag names is still the answer.\"}"));
    }
    response(json, "default", "Why there is no answer.", Problem.MEDIA_TYPE, "Problem");
    json.end().end().end();
  }

  private static void parameter(JsonText json, Route route, Param<?> param) {
    json.begin().name("name").text(param.name());
    json.name("in").text(route.isInPath(param.name()) ? "path" : "query");
    json.name("required").flag(param.required());
    json.name("description").text(param.description());
    json.name("schema").raw(utf8(param.schema())).end();
  }

  private static void response(
      JsonText json, String status, String description, String mediaType, String schema) {
    json.name(status).begin().name("description").text(description).name("content").begin();
    json.name(mediaType).begin().name("schema").begin();
    json.name("$ref").text("#/components/schemas/" + schema).end().end().end().end();
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

  private static byte[] utf8(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
