package io.millrace.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.catalogue.Catalogue;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MalformedRequestsTest {
  private static final long SEED = 20_261_123;
  private static final int REQUESTS = 10_000;

  /** What RFC 9110 says to an unknown transfer coding and to another version of HTTP. */
  private static final List<Integer> NOT_HTTP_1_1 = List.of(501, 505);

  /** A stack trace, a class, a file of this machine, or the server's name. */
  private static final Pattern LEAK =
      Pattern.compile(
          "Exception|\\bat [a-z]+(\\.\\w+)+\\(|io\\.millrace|org\\.eclipse|(?i:jetty)"
              + "|/home/|/root/|/tmp/|/usr/|\\.java\\b|target/classes|amazonaws");

  private static final List<String> METHODS =
      List.of("GET", "GET", "GET", "GET", "HEAD", "POST", "get", "", "G\0T", "BREW", "CONNECT");
  private static final List<String> PATHS =
      List.of(
          "/",
          "/api/v1/minutes",
          "/api/v1/products",
          "/api/v1/products/windows",
          "/api/v1/endpoints",
          "/api/v1/latency",
          "/api/v1/alerts",
          "/api/v1/alerts/0123456789abcdef0123456789abcdef",
          "/api/v1/fulfillments",
          "/api/v1/fulfillments/outcomes",
          "/api/v1/customers",
          "/api/v1/freshness",
          "/api/v1/health",
          "/api/v1/openapi.json",
          "/api/v1/",
          "/api//v1/alerts",
          "/../../etc/passwd",
          "/js/../../../io/millrace/http/DashboardHandler.class",
          "/%2e%2e/%2e%2e/etc/passwd",
          "/js/%00main.js",
          "/api/v1/alerts/%2e%2e%2f%2e%2e",
          "/\u00e9",
          "*",
          "//evil.example/",
          "http://evil.example/api/v1/alerts",
          "/api/v1/alerts;jsessionid=1",
          "/%",
          "/%zz",
          "");
  private static final List<String> NAMES =
      List.of(
          "limit",
          "cursor",
          "from",
          "to",
          "rule",
          "severity",
          "key",
          "product_id",
          "endpoint_id",
          "customer_id",
          "order_id",
          "",
          "%00",
          "__proto__",
          "limit[]",
          "LIMIT");
  private static final List<String> VALUES =
      List.of(
          "",
          "0",
          "-1",
          "1",
          "50",
          "2147483648",
          "99999999999999999999",
          "1e9",
          "NaN",
          "%",
          "%f",
          "%zz",
          "%00",
          "%c3%28",
          "%ff%fe",
          "%ed%a0%80",
          "%F0%9F%98%80",
          "<script>",
          "'",
          "\"",
          "' OR 1=1",
          "${jndi:ldap://x}",
          "2026-11-23T10:00:00Z",
          "2026-02-30T00:00:00Z",
          "+1000000000-12-31T23:59:59Z",
          "253370764799999",
          "anomaly",
          "HIGH",
          "high",
          "latency:x",
          "MjAyNi0xMS0yM1QxMDowMDowMC4wMDBaIzAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVm",
          "=",
          "==",
          "#",
          "a#b",
          ":",
          "\u0000",
          "\u00ff");
  private static final List<String> HEADERS =
      List.of(
          "Accept: */*",
          "Accept-Encoding: gzip",
          "If-None-Match: *",
          "If-None-Match: \u00ff",
          "Authorization: Bearer",
          "Host: evil.example",
          "Host:",
          "Content-Length: -1",
          "Content-Length: 5",
          "Content-Length: 99999999999999999999",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: x",
          "Expect: 100-continue",
          "Range: bytes=0-1",
          "Upgrade: h2c",
          "Cookie: \u0001",
          ": x",
          "no colon",
          " folded",
          "Connection: upgrade",
          "Range: bytes=-");

  private static final List<String> API =
      PATHS.stream().filter(path -> path.matches("/api/v1/[a-z0-9/.]+")).toList();

  private final Random random = new Random(SEED);

  @Test
  void ten_thousand_malformed_requests_get_no_500_and_learn_nothing() throws Exception {
    Map<Integer, Integer> statuses = new TreeMap<>();
    int faults = 0;
    try (Shop shop = new Shop(7).minutes(3).alerts(8, Duration.ofSeconds(30));
        DashboardServer server =
            DashboardServer.start(
                HttpOptions.loopback(0).allowing(1_000_000),
                Catalogue.installed(),
                shop.queries(),
                shop.evidence(),
                ShopServer.recent())) {
      for (int i = 0; i < REQUESTS; i++) {
        byte[] request = request();
        RawRequest.Reply reply = RawRequest.send(server.uri().getPort(), request);
        String shown = new String(request, ISO_8859_1);
        assertThat(reply.status() < 500 || NOT_HTTP_1_1.contains(reply.status()))
            .as("seed %d, request %d: %s\n%s", SEED, i, shown, reply.text())
            .isTrue();
        if (reply.status() >= 400) {
          assertThat(LEAK.matcher(reply.text()).find())
              .as("seed %d, request %d: %s\n%s", SEED, i, shown, reply.text())
              .isFalse();
          assertThat(reply.text().contains("application/problem+json"))
              .as("seed %d, request %d: %s\n%s", SEED, i, shown, reply.text())
              .isTrue();
        }
        statuses.merge(reply.status(), 1, Integer::sum);
        faults += reply.text().contains("\"parameter\":") ? 1 : 0;
      }
      assertThat(new ApiClient(server).get("/api/v1/health").statusCode()).isEqualTo(200);
    }
    assertThat(statuses.keySet())
        .as("seed %d: %s", SEED, statuses)
        .contains(200, 400, 404, 405, 421);
    System.out.println("malformed requests by status, 0 for none: " + statuses);
    System.out.println("of these, a parameter was at fault in " + faults);
  }

  private byte[] request() {
    return switch (random.nextInt(10)) {
      case 0 -> noise(random.nextInt(300));
      case 1 -> damaged(odd());
      case 2, 3 -> odd();
      default -> oddQuery();
    };
  }

  /** Sound HTTP whose query asks for nonsense. */
  private byte[] oddQuery() {
    StringBuilder text = new StringBuilder("GET ").append(any(API));
    for (int count = random.nextInt(5), i = 0; i < count; i++) {
      String value = any(VALUES);
      text.append(i == 0 ? '?' : '&').append(encoded(any(NAMES)));
      text.append('=').append(value.matches("(%[0-9A-Fa-f]{2})+") ? value : encoded(value));
    }
    text.append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    return text.toString().getBytes(ISO_8859_1);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8);
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] damaged(byte[] request) {
    byte[] bytes = request.clone();
    for (int flips = 1 + random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private byte[] odd() {
    StringBuilder text = new StringBuilder();
    text.append(any(METHODS)).append(' ').append(any(PATHS));
    for (int count = random.nextInt(4), i = 0; i < count; i++) {
      text.append(i == 0 ? '?' : '&').append(any(NAMES));
      text.append(random.nextInt(8) == 0 ? "" : "=").append(any(VALUES).replace(" ", "+"));
    }
    if (random.nextInt(200) == 0) {
      text.append("x".repeat(random.nextInt(20_000)));
    }
    text.append(random.nextInt(20) == 0 ? " HTTP/9.9" : " HTTP/1.1").append("\r\n");
    if (random.nextInt(10) > 0) {
      text.append("Host: 127.0.0.1\r\n");
    }
    for (int count = random.nextInt(5) == 0 ? 1 + random.nextInt(3) : 0; count > 0; count--) {
      text.append(any(HEADERS)).append("\r\n");
    }
    if (random.nextInt(300) == 0) {
      text.append("X-Long: ").append("y".repeat(random.nextInt(20_000))).append("\r\n");
    }
    text.append("Connection: close\r\n\r\n");
    return text.toString().getBytes(ISO_8859_1);
  }

  private String any(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
