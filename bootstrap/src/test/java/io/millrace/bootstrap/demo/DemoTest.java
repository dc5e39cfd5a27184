package io.millrace.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.wire.ResultType;
import io.millrace.bootstrap.parity.Reference;
import io.millrace.domain.event.Stream;
import io.millrace.traffic.TrafficFiles;
import io.millrace.traffic.TrafficProfile;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole demo, started, killed and started again, against the definition of the answer. */
class DemoTest {
  /** An alert that was raised early and did not hold, which no backfill knows. */
  private static final String INCIDENT =
      ",\"incident\":\\{((?!\"explanation\").)*\"explanation\":\"[^\"]*\"\\}";

  private static final String WITHDRAWN =
      "\\{\"alert_id\"((?!\"alert_id\").)*\"phase\":\"WITHDRAWN\"\\}";

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final long SEED = Long.getLong("millrace.seed", 11);
  private static final String RANGE = "from=%s&to=%s";

  @TempDir private Path folder = Path.of(".");
  private Path history = Path.of("unset");
  private int port;
  private int flinkPort;

  @BeforeEach
  void make_a_history() throws IOException {
    history = folder.resolve("history");
    Map<Stream, Long> unused =
        TrafficFiles.write(TrafficProfile.of(60_000, SEED), history, written -> {});
    port = freePort();
    flinkPort = freePort();
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private DemoOptions options() {
    return new DemoOptions(port, flinkPort, history, folder.resolve("data"), 10_000, 50, SEED);
  }

  @Test
  void a_history_played_with_a_kill_in_the_middle_shows_what_a_backfill_decides() throws Exception {
    playForAWhileAndKill();
    long played = recorded();
    assertThat(played).as("seed %s: records before the kill", SEED).isBetween(1L, 59_999L);

    try (Demo demo = Demo.start(options())) {
      demo.await();

      Map<ResultType, List<String>> expected = Reference.of(history);
      assertThat(recorded()).isGreaterThanOrEqualTo(60_000);
      assertThat(get("minutes?" + range()))
          .as("seed %s", SEED)
          .endsWith("\"minutes\":" + array(expected, ResultType.DASHBOARD_MINUTES, "") + "}");
      for (String endpoint : values(expected, ResultType.ENDPOINT_LATENCY, "endpoint_id")) {
        assertThat(get("latency?endpoint_id=" + encoded(endpoint) + "&" + range()))
            .contains(
                "\"windows\":"
                    + array(expected, ResultType.ENDPOINT_LATENCY, of("endpoint_id", endpoint)));
      }
      String product = values(expected, ResultType.PRODUCT_REVENUE, "product_id").iterator().next();
      for (String window : lines(expected, ResultType.PRODUCT_REVENUE, of("product_id", product))) {
        assertThat(get("products/windows?product_id=" + encoded(product) + "&" + range()))
            .contains(window);
      }
      String page = get("alerts?limit=500").replaceAll(WITHDRAWN, "");
      String alerts = page.replaceAll(INCIDENT, "");
      assertThat(ids(alerts, "alert_id"))
          .as("seed %s", SEED)
          .containsExactlyInAnyOrderElementsOf(
              ids(String.join("\n", expected.get(ResultType.ALERTS)), "alert_id"));
      assertThat(expected.get(ResultType.ALERTS)).isNotEmpty().allMatch(alerts::contains);
      assertThat(expected.get(ResultType.INCIDENTS)).isNotEmpty().allMatch(page::contains);
      for (String alert : values(expected, ResultType.ALERTS, "alert_id")) {
        String answer = get("alerts/" + alert);
        assertThat(ids(answer, "stream")).as(answer).hasSameSizeAs(evidence(answer));
      }
      List<String> fulfillments = expected.get(ResultType.FULFILLMENTS);
      String pages = pages("fulfillments?limit=500&" + range());
      assertThat(ids(pages, "order_id")).hasSameSizeAs(fulfillments);
      assertThat(fulfillments).isNotEmpty().allMatch(pages::contains);
      assertThat(get("freshness"))
          .contains("\"state\":\"live\"")
          .containsPattern("\"accepted\":[1-9]")
          .containsPattern("\"results\":[1-9]")
          .contains("\"deadLetters\":0");
      assertThat(demo.places()).anyMatch(line -> line.contains(":" + port + "/"));
    }
  }

  /** Kills a demo in a process of its own once it has shown an alert. */
  private void playForAWhileAndKill() throws Exception {
    Path log = folder.resolve("log");
    Process demo =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.time=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.millrace.bootstrap.cli.Millrace",
                "demo",
                "--port=" + port,
                "--flink-port=" + flinkPort,
                "--input=" + history,
                "--data=" + folder.resolve("data"),
                "--speed=20",
                "--seed=" + SEED)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      long giveUp = System.nanoTime() + PATIENCE.toNanos();
      while (!isShown("alerts", "alert_id")) {
        assertThat(demo.isAlive()).as(Files.readString(log)).isTrue();
        assertThat(System.nanoTime()).as("%s is over", PATIENCE).isLessThan(giveUp);
        LockSupport.parkNanos(50_000_000);
      }
      assertThat(Files.readString(log)).contains("dashboard  http://127.0.0.1:" + port + "/");
      assertThat(body(URI.create("http://127.0.0.1:" + flinkPort + "/"))).contains("Apache Flink");
    } finally {
      demo.destroyForcibly();
      assertThat(demo.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  private boolean isShown(String path, String text) throws InterruptedException {
    try {
      return get(path).contains(text);
    } catch (IOException notYet) {
      return false;
    }
  }

  private long recorded() throws IOException {
    long records = 0;
    for (Stream stream : Stream.BUILT_IN) {
      Path file = folder.resolve("data/traffic").resolve(stream.id() + ".ndjson");
      if (!stream.equals(Stream.PRODUCTS)) {
        records +=
            Files.readString(file, StandardCharsets.ISO_8859_1)
                .chars()
                .filter(c -> c == '\n')
                .count();
      }
    }
    return records;
  }

  /** All pages of a list, one after the other. */
  private String pages(String path) throws IOException, InterruptedException {
    StringBuilder pages = new StringBuilder();
    String cursor = "";
    do {
      String page = get(path + cursor);
      pages.append(page);
      List<String> next = ids(page, "next");
      cursor = next.isEmpty() ? "" : "&cursor=" + next.get(0);
    } while (!cursor.isEmpty());
    return pages.toString();
  }

  private static String range() {
    long start = TrafficProfile.DEFAULT_START_MS;
    return RANGE.formatted(start - 600_000, start + 3_600_000);
  }

  private String get(String path) throws IOException, InterruptedException {
    return body(URI.create("http://127.0.0.1:" + port + "/api/v1/" + path));
  }

  private static String body(URI address) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
        .body();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String of(String field, String value) {
    return "\"" + field + "\":\"" + value + "\"";
  }

  /** The lines of a result that contain a text, as the elements of an array in order of time. */
  private static String array(
      Map<ResultType, List<String>> results, ResultType type, String containing) {
    return "[" + String.join(",", lines(results, type, containing)) + "]";
  }

  private static List<String> lines(
      Map<ResultType, List<String>> results, ResultType type, String containing) {
    List<String> lines = new ArrayList<>(results.getOrDefault(type, List.of()));
    lines.removeIf(line -> !line.contains(containing));
    return lines;
  }

  private static Set<String> values(
      Map<ResultType, List<String>> results, ResultType type, String field) {
    return new TreeSet<>(ids(String.join("\n", results.getOrDefault(type, List.of())), field));
  }

  /** The ids of the events that an alert rests on. */
  private static List<String> evidence(String answer) {
    Matcher ids = Pattern.compile("\"evidence\":\\[(\"[^\\]]+)]").matcher(answer);
    assertThat(ids.find()).as(answer).isTrue();
    return List.of(ids.group(1).split(","));
  }

  private static List<String> ids(String text, String field) {
    Matcher id = Pattern.compile("\"" + field + "\":\"([^\"]+)\"").matcher(text);
    List<String> found = new ArrayList<>();
    while (id.find()) {
      found.add(id.group(1));
    }
    return found;
  }
}
