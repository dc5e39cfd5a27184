package io.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.queries.EvidenceQueries;
import io.millrace.application.queries.Freshness;
import io.millrace.domain.policy.Policies;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardApiTest {
  private static final Pattern ALERT_ID =
      Pattern.compile("\"alert_id\":\"([0-9a-f]{32})\",\"rule\"");
  private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
  private static final String TOKEN = "a-token-of-thirty-two-characters!";

  private static Shop shop;
  private static DashboardServer server;
  private static ApiClient api;
  private static String cardAlert;

  @BeforeAll
  static void start() throws Exception {
    shop =
        new Shop(7)
            .minutes(90)
            .sales()
            .latency()
            .fulfilments(60)
            .customer("c-1", 12)
            .alerts(120, Duration.ofSeconds(30));
    cardAlert = shop.cardTesting();
    server =
        DashboardServer.start(
            HttpOptions.loopback(0),
            Catalogue.installed(),
            shop.queries(),
            shop.evidence(),
            ShopServer.recent());
    api = new ApiClient(server);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    shop.close();
  }

  private static String body(String path) {
    var answer = api.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertIsJson(answer.body());
    return answer.body();
  }

  private static void assertIsJson(String text) {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        assertThat(parser.currentToken()).isNotNull();
      }
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  private static int occurrences(String part, String text) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  void minutes_are_those_of_the_last_hour_or_of_the_range() {
    assertThat(occurrences("\"window_start\"", body("/api/v1/minutes"))).isEqualTo(60);
    String two =
        body(
            "/api/v1/minutes?from=%s&to=%s"
                .formatted(shop.now.minusSeconds(600), shop.now.minusSeconds(480)));
    assertThat(occurrences("\"window_start\"", two)).isEqualTo(2);
    assertThat(body("/api/v1/minutes?from=2001-01-01T00:00:00Z&to=2001-01-01T01:00:00Z"))
        .contains("\"minutes\":[]");
  }

  @Test
  void products_are_ranked_by_their_summed_revenue_in_each_currency() {
    Instant from = shop.now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(5));
    Instant next = from.plusSeconds(300);
    shop.sale("Oak tray", "EUR", from, "60.40", 2, 3);
    shop.sale("Oak tray", "EUR", next, "60.10", 1, 2);
    shop.sale("Linen apron", "EUR", from, "99.90", 4, 4);
    shop.sale("Wool throw", "EUR", next, "120.50", 5, 9);
    shop.sale("Salt cellar", "EUR", from, "9.95", 1, 1);
    shop.sale("Salt cellar", "USD", next, "7.00", 1, 1);
    var unused = shop.flush();
    assertThat(
            body("/api/v1/products?limit=3&from=%s&to=%s".formatted(from, next.plusSeconds(300))))
        .endsWith(
            ("'complete':true,'products':["
                    + "{'product_id':'Oak tray','currency':'EUR','revenue':'120.50','orders':3,'units':5},"
                    + "{'product_id':'Wool throw','currency':'EUR','revenue':'120.50','orders':5,'units':9},"
                    + "{'product_id':'Linen apron','currency':'EUR','revenue':'99.90','orders':4,'units':4},"
                    + "{'product_id':'Salt cellar','currency':'USD','revenue':'7.00','orders':1,'units':1}"
                    + "]}")
                .replace('\'', '"'));
  }

  @Test
  void the_windows_of_one_product_are_its_own() {
    assertThat(body("/api/v1/products/windows?product_id=Oak%20tray"))
        .contains("Oak tray")
        .doesNotContain("Bread knife");
  }

  @Test
  void latency_comes_with_a_band_for_each_window_and_says_what_lies_outside() {
    String latency = body("/api/v1/latency?endpoint_id=GET%20/api/products");
    assertThat(occurrences("\"p99_ms\"", latency))
        .isEqualTo(occurrences("\"expected_ms\"", latency));
    assertThat(latency).contains("\"outside\":true").contains("\"outside\":false");
    assertThat(occurrences("\"p99_ms\"", body("/api/v1/endpoints"))).isEqualTo(3);
  }

  @Test
  void windows_of_other_sizes_are_all_found() throws Exception {
    try (Shop other = new Shop(7).by(ShopServer.otherWindows()).minutes(130).latency();
        DashboardServer small =
            DashboardServer.start(
                HttpOptions.loopback(0),
                Catalogue.installed(),
                other.queries(),
                EvidenceQueries.NONE,
                () -> Freshness.UNKNOWN)) {
      Instant from = other.now.minus(Duration.ofHours(1));
      for (int minute = 0; minute < 60; minute++) {
        other.sale("Oak tray", "EUR", from.plusSeconds(60L * minute), "1.50", 1, 2);
      }
      var unused = other.flush();
      ApiClient client = new ApiClient(small);
      String minutes = client.get("/api/v1/minutes").body();
      assertThat(minutes).contains("\"window_ms\":30000,").contains("\"complete\":true");
      assertThat(occurrences("\"window_start\"", minutes)).isEqualTo(120);
      assertThat(client.get("/api/v1/freshness").body())
          .contains("\"newest_minute_end\":\"" + other.now.toString().replace("Z", ".000Z"));
      assertThat(client.get("/api/v1/products").body())
          .contains("\"window_ms\":60000,")
          .contains("\"complete\":true")
          .contains("\"revenue\":\"90.00\",\"orders\":60,\"units\":120");
      assertThat(occurrences("\"p99_ms\"", client.get("/api/v1/endpoints").body())).isEqualTo(3);
      String latency = client.get("/api/v1/latency?endpoint_id=GET%20/api/products").body();
      assertThat(latency).contains("\"window_ms\":90000,\"slide_ms\":45000");
      assertThat(occurrences("\"p99_ms\"", latency))
          .isBetween(78, 80)
          .isEqualTo(occurrences("\"expected_ms\"", latency));

      other.by(Policies.DEFAULT).sale("Oak tray", "EUR", from.plusSeconds(60), "7.50", 5, 10);
      unused = other.flush();
      assertThat(client.get("/api/v1/products?limit=1").body()).contains("\"complete\":false");
    }
  }

  @Test
  void pages_of_alerts_follow_each_other_without_gap_or_copy() {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    do {
      String page = body("/api/v1/alerts?limit=17" + cursor);
      Matcher id = ALERT_ID.matcher(page);
      while (id.find()) {
        ids.add(id.group(1));
      }
      Matcher next = NEXT.matcher(page);
      cursor = next.find() ? "&cursor=" + next.group(1) : "";
    } while (!cursor.isEmpty());
    assertThat(ids).hasSizeGreaterThanOrEqualTo(122).doesNotHaveDuplicates().contains(cardAlert);
  }

  @Test
  void alerts_are_filtered_by_rule_severity_key_and_time() {
    assertThat(body("/api/v1/alerts?rule=anomaly&limit=500"))
        .contains("\"rule\":\"anomaly\"")
        .doesNotContain("card-testing");
    assertThat(body("/api/v1/alerts?severity=HIGH&limit=500"))
        .contains("brute-force-login")
        .doesNotContain("CRITICAL");
    assertThat(body("/api/v1/alerts?key=card-4711")).contains(cardAlert);
    assertThat(body("/api/v1/alerts?from=" + shop.now.minusSeconds(4))).contains(cardAlert);
    assertThat(body("/api/v1/alerts?to=0")).isEqualTo("{\"alerts\":[],\"next\":null}");
  }

  @Test
  void rules_are_those_of_the_catalogue() {
    assertThat(body("/api/v1/rules"))
        .startsWith(
            ("{'rules':[{'rule':'brute-force-login','title':'Brute-force login',"
                    + "'severity':'HIGH','decision':'brute-force-login',"
                    + "'units':[{'prefix':'','unit':'MILLISECONDS','evidence':'logins'}]},")
                .replace('\'', '"'))
        .endsWith(
            ("{'rule':'anomaly','title':'Anomaly','severity':'MEDIUM','decision':'anomaly',"
                    + "'units':[{'prefix':'latency:','unit':'MILLISECONDS','evidence':'requests'},"
                    + "{'prefix':'','unit':'VALUE','evidence':'readings'}]}]}")
                .replace('\'', '"'));
  }

  @Test
  void a_rule_that_a_decision_brings_along_is_listed_and_filtered_by() throws Exception {
    try (Shop mill = new Shop(7).alerts(8, Duration.ofSeconds(9)).slowMill("wheel-1");
        DashboardServer more =
            DashboardServer.start(
                HttpOptions.loopback(0),
                OneMoreRule.catalogue(),
                mill.queries(OneMoreRule.catalogue()),
                EvidenceQueries.NONE,
                () -> Freshness.UNKNOWN)) {
      ApiClient client = new ApiClient(more);
      assertThat(client.get("/api/v1/rules").body()).contains("\"rule\":\"slow-mill\"");
      assertThat(ALERT_ID.matcher(client.get("/api/v1/alerts").body()).results()).hasSize(9);
      assertThat(client.get("/api/v1/alerts?rule=slow-mill").body()).contains("wheel-1");
      assertThat(client.get("/api/v1/alerts?rule=none").body()).contains("anomaly, slow-mill.");
      assertThat(client.get("/api/v1/openapi.json").body()).contains("\"anomaly\",\"slow-mill\"");
    }
    assertThat(api.get("/api/v1/alerts?rule=slow-mill").statusCode()).isEqualTo(400);
  }

  @Test
  void an_alert_comes_with_its_events_as_received_where_they_were_kept() {
    assertThat(body("/api/v1/alerts/" + cardAlert))
        .contains("\"explanation\":\"After 3 small payments")
        .contains("\"observed\":\"349.90\"")
        .contains("{\"event_id\":\"card-4711-3\",\"stream\":\"payments\",\"event\":{\"event_id\"");
    Matcher other = ALERT_ID.matcher(body("/api/v1/alerts?rule=anomaly"));
    assertThat(other.find()).isTrue();
    assertThat(body("/api/v1/alerts/" + other.group(1)))
        .containsPattern("\"evidence\":\\[\\{\"event_id\":\"[^\"]+\"}]}$");
  }

  @Test
  void an_anomaly_that_is_over_comes_with_its_incident() {
    String page = body("/api/v1/alerts?rule=anomaly&limit=500");
    Matcher over =
        Pattern.compile(
                "\\{\"alert_id\":\"([0-9a-f]{32})\"[^{}]*,\"incident\":\\{\"alert_id\":\"\\1\"")
            .matcher(page);
    assertThat(over.results()).hasSize(21); // one in latency, and two in three of 30
    assertThat(occurrences("\"incident\":", page)).isEqualTo(21);
    assertThat(occurrences("\"rule\":\"anomaly\"", page)).isEqualTo(31);
    assertThat(body("/api/v1/alerts?limit=500")).contains("\"incident\":{\"alert_id\"");

    Matcher first = ALERT_ID.matcher(page);
    assertThat(first.find()).isTrue();
    assertThat(body("/api/v1/alerts/" + first.group(1))).doesNotContain("\"incident\"");
    assertThat(over.reset().find()).isTrue();
    assertThat(body("/api/v1/alerts/" + over.group(1)))
        .contains("\"incident\":{\"alert_id\":\"" + over.group(1) + "\",\"series_id\":")
        .containsPattern("\"explanation\":\"[^\"]+\"}},\"evidence\":\\[");
  }

  @Test
  void fulfilments_and_customers_are_found() {
    assertThat(occurrences("\"order_id\"", body("/api/v1/fulfillments?limit=20"))).isEqualTo(20);
    assertThat(body("/api/v1/fulfillments?order_id=order-7")).contains("\"placed-7\"");
    Matcher counts =
        Pattern.compile(
                "\"FULFILLED\":(\\d+),\"PARTIALLY_FULFILLED\":(\\d+),\"UNFULFILLED\":(\\d+)")
            .matcher(body("/api/v1/fulfillments/outcomes"));
    assertThat(counts.find()).isTrue();
    assertThat(
            Integer.parseInt(counts.group(1))
                + Integer.parseInt(counts.group(2))
                + Integer.parseInt(counts.group(3)))
        .isEqualTo(60);
    assertThat(body("/api/v1/customers?customer_id=c-1")).contains("\"orders\":12");
    assertThat(api.get("/api/v1/customers?customer_id=c-2").statusCode()).isEqualTo(404);
  }

  @Test
  void freshness_tells_watermark_checkpoint_and_lag() {
    assertThat(body("/api/v1/freshness"))
        .contains(
            "\"state\":\"live\"", "\"watermark_age_ms\":7000", "\"id\":42", "\"behind_ms\":300")
        .endsWith(",\"counts\":{\"accepted\":1200,\"deadLetters\":0}}");
    assertThat(body("/api/v1/health")).isEqualTo("{\"status\":\"up\"}");
  }

  @Test
  void without_a_job_freshness_is_that_of_the_newest_minute() throws IOException {
    try (DashboardServer alone =
        DashboardServer.start(
            HttpOptions.loopback(0),
            Catalogue.installed(),
            shop.queries(),
            EvidenceQueries.NONE,
            () -> Freshness.UNKNOWN)) {
      assertThat(new ApiClient(alone).get("/api/v1/freshness").body())
          .contains("\"watermark\":null")
          .contains("\"newest_minute_end\":\"" + shop.now.toString().replace("Z", ".000Z"));
    }
  }

  @Test
  void what_the_client_knows_already_is_not_sent_again() {
    String path = "/api/v1/alerts?to=%s".formatted(shop.now);
    String etag = api.get(path).headers().firstValue("ETag").orElseThrow();
    var again = api.get(path, "If-None-Match", etag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(api.get(path, "If-None-Match", "W/\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void an_answer_is_compressed_for_who_accepts_it() {
    String path = "/api/v1/alerts?to=%s".formatted(shop.now);
    var compressed = api.get(path, "Accept-Encoding", "gzip;q=0.8");
    assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    var refused = api.get(path, "Accept-Encoding", "gzip;q=0, *;q=0.5");
    assertThat(refused.headers().firstValue("Content-Encoding")).isEmpty();
    assertIsJson(refused.body());
  }

  @Test
  void the_openapi_document_describes_every_address_and_parameter() {
    assertThat(body("/api/v1/openapi.json"))
        .contains("\"/api/v1/alerts/{alert_id}\"", "\"/api/v1/live\"", "\"in\":\"path\"")
        .contains("\"enum\":[\"LOW\",\"MEDIUM\",\"HIGH\",\"CRITICAL\"]")
        .contains("\"#/components/schemas/Problem\"");
    String document = body("/api/v1/openapi.json");
    Matcher reference = Pattern.compile("#/components/schemas/(\\w+)").matcher(document);
    while (reference.find()) {
      assertThat(document).containsPattern("\"" + reference.group(1) + "\":\\{");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /api/v1/alerts?limit=0            | limit     | limit must be an integer from 1 to 500.
          /api/v1/alerts?limit=501          | limit     | limit must be an integer from 1 to 500.
          /api/v1/alerts?limit=%C2%B2       | limit     | limit must be an integer from 1 to 500.
          /api/v1/alerts?severity=high      | severity  | severity must be one of LOW, MEDIUM, HIGH, CRITICAL.
          /api/v1/alerts?rule=none          | rule      | rule must be one of brute-force-login, account-takeover-suspected, card-testing, anomaly.
          /api/v1/alerts?cursor=abc         | cursor    | cursor must be the value of next of an earlier page.
          /api/v1/alerts?from=yesterday     | from      | from must be an instant such as 2026-11-23T10:00:00Z, or milliseconds since 1970.
          /api/v1/alerts?from=2&to=1        | from      | from must not be after to.
          /api/v1/alerts?page=2             | page      | Use rule, severity, key, from, to, limit, cursor.
          /api/v1/alerts?limit=1&limit=2    | limit     | Give limit once.
          /api/v1/alerts/ABC                | alert_id  | alert_id must be 32 hexadecimal digits.
          /api/v1/minutes?from=0&to=172800001 | from    | from must be at most 48 hours before to.
          /api/v1/latency                   | endpoint_id | endpoint_id must be 1 to 264 characters.
          /api/v1/customers?customer_id=    | customer_id | customer_id must be 1 to 264 characters.
          /api/v1/health?x                  | x         | Ask without parameters.
          """)
  void a_wrong_parameter_is_named_with_what_it_must_be(String path, String parameter, String fix) {
    var answer = api.get(path);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertIsJson(answer.body());
    assertThat(answer.body())
        .contains(
            "\"status\":400", "\"parameter\":\"" + parameter + "\"", "\"fix\":\"" + fix + "\"");
  }

  @Test
  void everything_but_reading_is_refused() {
    for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")) {
      var answer = api.send(method, "/api/v1/alerts");
      assertThat(answer.statusCode()).as(method).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
    }
    assertThat(api.send("HEAD", "/api/v1/alerts").statusCode()).isEqualTo(200);
    assertThat(api.get("/api/v1/alerts?key=" + "x".repeat(2048)).statusCode()).isEqualTo(414);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/v1/alerts", "/nothing", "/api/v1/alerts?limit=x"})
  void every_answer_carries_strict_headers(String path) {
    var headers = api.get(path).headers();
    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(headers.firstValue("Server")).isEmpty();
  }

  @Test
  void another_name_than_loopback_is_refused_there() throws IOException {
    assertThat(hostAnswer("127.0.0.1")).isEqualTo(200);
    assertThat(hostAnswer("localhost:" + server.uri().getPort())).isEqualTo(200);
    assertThat(hostAnswer("evil.example")).isEqualTo(421);
    assertThat(hostAnswer("127.0.0.1.evil.example")).isEqualTo(421);
  }

  private static int hostAnswer(String host) throws IOException {
    RawRequest.Reply reply =
        RawRequest.send(
            server.uri().getPort(),
            ("GET /api/v1/health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
    return reply.status();
  }

  @Test
  void outside_of_loopback_the_api_wants_the_token_and_the_page_does_not() throws IOException {
    HttpOptions open = HttpOptions.loopback(0).at("0.0.0.0", 0, TOKEN);
    assertThat(open.toString()).doesNotContain(TOKEN);
    try (DashboardServer guarded =
        DashboardServer.start(
            open, Catalogue.installed(), shop.queries(), shop.evidence(), ShopServer.recent())) {
      int port = guarded.uri().getPort();
      assertThat(tokenAnswer(port, "/", "")).isEqualTo(200);
      assertThat(tokenAnswer(port, "/api/v1/health", "")).isEqualTo(401);
      assertThat(tokenAnswer(port, "/api/v1/live", "")).isEqualTo(401);
      assertThat(tokenAnswer(port, "/api/v1/health", "Bearer " + TOKEN + "x")).isEqualTo(401);
      assertThat(tokenAnswer(port, "/api/v1/health", "Basic " + TOKEN)).isEqualTo(401);
      assertThat(tokenAnswer(port, "/api/v1/health", "Bearer " + TOKEN)).isEqualTo(200);
    }
  }

  private static int tokenAnswer(int port, String path, String authorization) throws IOException {
    String header = authorization.isEmpty() ? "" : "Authorization: " + authorization + "\r\n";
    return RawRequest.send(
            port,
            ("GET "
                    + path
                    + " HTTP/1.1\r\nHost: any.example\r\n"
                    + header
                    + "Connection: close\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1))
        .status();
  }

  @Test
  void an_address_that_asks_too_often_has_to_wait() throws IOException {
    try (DashboardServer slow =
        DashboardServer.start(
            HttpOptions.loopback(0).allowing(5),
            Catalogue.installed(),
            shop.queries(),
            shop.evidence(),
            ShopServer.recent())) {
      ApiClient impatient = new ApiClient(slow);
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 200 && !statuses.contains(429); i++) {
        statuses.add(impatient.get("/favicon.svg").statusCode());
      }
      assertThat(statuses).startsWith(200, 200, 200, 200, 200).contains(429);
    }
  }

  @Test
  void tables_that_cannot_be_read_are_a_503_that_tells_nothing_of_them() throws IOException {
    try (DashboardServer broken =
        DashboardServer.start(
            HttpOptions.loopback(0),
            Catalogue.installed(),
            new BrokenQueries(),
            EvidenceQueries.NONE,
            () -> Freshness.UNKNOWN)) {
      for (String path : List.of("health", "minutes", "alerts", "freshness")) {
        var answer = new ApiClient(broken).get("/api/v1/" + path);
        assertThat(answer.statusCode()).as(path).isEqualTo(503);
        assertThat(answer.body()).contains("cannot be read now").doesNotContain("secret");
      }
    }
  }

  @Test
  void live_updates_tell_freshness_and_what_has_changed() throws IOException {
    HttpURLConnection stream =
        (HttpURLConnection) server.uri().resolve("/api/v1/live").toURL().openConnection();
    stream.setReadTimeout(20_000);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(stream.getContentType()).isEqualTo("text/event-stream");
      awaitLine(lines, "event: freshness");
      assertThat(lines.readLine()).startsWith("data: {\"state\":");
      awaitLine(lines, "data: .*\"alerts\".*");
      String unused = shop.bruteForce("user-live", shop.now.minusSeconds(1));
      shop.flush();
      awaitLine(lines, "data: .*\"alerts\".*");
    } finally {
      stream.disconnect();
    }
  }

  private static void awaitLine(BufferedReader lines, String pattern) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.matches(pattern)) {
        return;
      }
    }
    throw new AssertionError("the stream ended before " + pattern);
  }
}
