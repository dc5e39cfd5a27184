package io.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.millrace.application.catalogue.Catalogue;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The document says of every answer what it holds, and nothing else. */
class OpenApiTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final String LIVE = "/api/v1/live";

  private static Shop shop;
  private static DashboardServer server;
  private static ApiClient api;
  private static ObjectNode document;
  private static String cardAlert;

  @BeforeAll
  static void start() throws Exception {
    shop =
        new Shop(7)
            .minutes(75)
            .sales()
            .latency()
            .fulfilments(20)
            .customer("c-1", 12)
            .alerts(20, Duration.ofSeconds(30));
    cardAlert = shop.cardTesting();
    server =
        DashboardServer.start(
            HttpOptions.loopback(0),
            Catalogue.installed(),
            shop.queries(),
            shop.evidence(),
            ShopServer.recent());
    api = new ApiClient(server);
    document = (ObjectNode) MAPPER.readTree(api.get("/api/v1/openapi.json").body());
    closeObjects(document);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    shop.close();
  }

  /** A field that the document does not know is an error here; for clients it is none. */
  private static void closeObjects(JsonNode schema) {
    if (schema.has("properties") && schema.path("type").asText().equals("object")) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
    schema.forEach(OpenApiTest::closeObjects);
  }

  static Stream<String> questions() {
    return Stream.of(
        "/api/v1/rules",
        "/api/v1/minutes",
        "/api/v1/minutes?from=0&to=1",
        "/api/v1/products?limit=3",
        "/api/v1/products/windows?product_id=Oak%20tray",
        "/api/v1/endpoints",
        "/api/v1/latency?endpoint_id=GET%20/api/products",
        "/api/v1/latency?endpoint_id=none",
        "/api/v1/alerts",
        "/api/v1/alerts?limit=1",
        "/api/v1/alerts/{card}",
        "/api/v1/alerts/{other}",
        "/api/v1/alerts/{over}",
        "/api/v1/fulfillments?limit=7",
        "/api/v1/fulfillments?order_id=order-7",
        "/api/v1/fulfillments/outcomes",
        "/api/v1/customers?customer_id=c-1",
        "/api/v1/freshness",
        "/api/v1/health",
        "/api/v1/openapi.json");
  }

  /** The address that the document has for a question. */
  private static String described(String question) {
    String path = question.replaceAll("\\?.*", "");
    return path.contains("{") ? "/api/v1/alerts/{alert_id}" : path;
  }

  private static String asked(String question) {
    Matcher other =
        Pattern.compile("\"alert_id\":\"([0-9a-f]{32})\"")
            .matcher(api.get("/api/v1/alerts?rule=anomaly").body());
    assertThat(other.find()).isTrue();
    Matcher over =
        Pattern.compile("\"incident\":\\{\"alert_id\":\"([0-9a-f]{32})\"")
            .matcher(api.get("/api/v1/alerts").body());
    assertThat(over.find()).isTrue();
    return question
        .replace("{card}", cardAlert)
        .replace("{other}", other.group(1))
        .replace("{over}", over.group(1));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void an_answer_is_as_described(String question) throws IOException {
    HttpResponse<String> answer = api.get(asked(question));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode ok = document.path("paths").path(described(question)).at("/get/responses/200");
    JsonNode content = ok.at("/content/application~1json/schema");
    assertThat(content.isMissingNode()).as("described: %s", question).isFalse();
    assertThat(faults(content, answer.body())).as(answer.body()).isEmpty();
  }

  @Test
  void every_address_is_asked_here_and_every_schema_is_used() {
    Set<String> asked = new TreeSet<>(questions().map(OpenApiTest::described).toList());
    asked.add(LIVE);
    assertThat(names(document.path("paths"))).isEqualTo(asked);
    String text = document.toString();
    for (String schema : names(document.at("/components/schemas"))) {
      assertThat(text).contains("\"#/components/schemas/" + schema + "\"");
    }
  }

  @Test
  void a_value_that_a_parameter_does_not_allow_gets_the_problem_that_is_described()
      throws IOException {
    JsonNode problem = MAPPER.readTree("{\"$ref\":\"#/components/schemas/Problem\"}");
    int wrong = 0;
    for (String path : names(document.path("paths"))) {
      JsonNode parameters = document.path("paths").path(path).at("/get/parameters");
      for (JsonNode parameter : parameters) {
        String name = parameter.path("name").asText();
        for (String value : notAllowed(parameter.path("schema"))) {
          String question =
              parameter.path("in").asText().equals("path")
                  ? path.replace("{" + name + "}", value)
                  : path + "?" + name + "=" + value + others(parameters, name);
          HttpResponse<String> answer = api.get(question);
          assertThat(answer.statusCode()).as(question).isEqualTo(400);
          assertThat(faults(problem, answer.body())).as(answer.body()).isEmpty();
          assertThat(answer.body()).contains("\"parameter\":\"" + name + "\"");
          wrong++;
        }
      }
    }
    assertThat(wrong).isGreaterThan(30);
  }

  /** The parameters that must be given beside one. */
  private static String others(JsonNode parameters, String name) {
    StringBuilder others = new StringBuilder();
    for (JsonNode other : parameters) {
      if (other.path("required").asBoolean() && !other.path("name").asText().equals(name)) {
        others.append('&').append(other.path("name").asText()).append("=x");
      }
    }
    return others.toString();
  }

  /** Values that a parameter's schema refuses. */
  private static List<String> notAllowed(JsonNode schema) {
    List<String> values = new ArrayList<>();
    if (schema.has("maximum")) {
      values.add(Integer.toString(schema.path("maximum").asInt() + 1));
      values.add(Integer.toString(schema.path("minimum").asInt() - 1));
      values.add("x");
    } else if (schema.has("enum")) {
      values.add("none-of-these");
      values.add("");
    } else if (schema.has("oneOf")) {
      values.add("yesterday");
      values.add("2026-11-23");
    } else if (schema.has("minLength")) {
      values.add("");
      values.add("x".repeat(schema.path("maxLength").asInt() + 1));
    } else {
      values.add("x".repeat(101));
      values.add("!");
    }
    return values;
  }

  private static List<String> faults(JsonNode schema, String json) throws IOException {
    ObjectNode root = document.deepCopy();
    root.retain("components");
    root.setAll((ObjectNode) schema);
    return SCHEMAS.getSchema(root).validate(MAPPER.readTree(json)).stream()
        .map(Error::toString)
        .toList();
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
