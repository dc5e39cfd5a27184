package io.millrace.aws.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.application.catalogue.AlertKind;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.queries.AlertFilter;
import io.millrace.application.queries.AlertSpan;
import io.millrace.application.queries.Found;
import io.millrace.application.queries.Page;
import io.millrace.application.queries.Position;
import io.millrace.application.queries.QueriesUnavailable;
import io.millrace.application.queries.TimeRange;
import io.millrace.application.queries.WindowSize;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.result.ResultReader;
import io.millrace.aws.testing.DynamoDbEmulator;
import io.millrace.domain.kernel.UtcTime;
import io.millrace.domain.result.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class DynamoDashboardTest {
  private static final String PREFIX = "read-";
  private static final long START = Instant.parse("2026-11-23T10:00:00Z").toEpochMilli();

  /** A quarter of an hour before midnight. */
  private static final long EVENING = Instant.parse("2026-11-23T23:45:00Z").toEpochMilli();

  private static final long MINUTE = 60_000;
  private static final long DAY = 86_400_000;
  private static final long SEED = 11;
  private static final List<Severity> SEVERITIES = List.of(Severity.values());
  private static final Catalogue CATALOGUE = Catalogue.installed();
  private static final List<String> RULES =
      CATALOGUE.alerts().stream().map(AlertKind::rule).toList();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

  private static DynamoDbEmulator emulator;
  private static DynamoDashboard dashboard;
  private static final List<Raised> RAISED = new ArrayList<>();

  private record Raised(String id, String rule, String severity, String key, long timeMs) {
    private String at() {
      return UtcTime.format(timeMs) + "#" + id;
    }
  }

  @BeforeAll
  static void fill() {
    emulator = DynamoDbEmulator.start();
    new TableCreator(emulator.client(), PREFIX).createAll(Catalogue.installed());
    dashboard = new DynamoDashboard(emulator.client(), PREFIX, CATALOGUE, CLOCK);
    Random random = new Random(SEED);
    for (int i = 0; i < 400; i++) {
      Raised alert =
          new Raised(
              String.format(Locale.ROOT, "%032x", random.nextLong()),
              RULES.get(random.nextInt(RULES.size())),
              SEVERITIES.get(random.nextInt(4)).name(),
              "key-" + random.nextInt(5),
              START + random.nextInt(100) * 1000L);
      RAISED.add(alert);
      put(ResultType.ALERTS, json(alert));
    }
    RAISED.sort(Comparator.comparing(Raised::at).reversed());
    for (int minute = 0; minute < 30; minute++) {
      String start = UtcTime.format(EVENING + minute * MINUTE);
      put(
          ResultType.DASHBOARD_MINUTES,
          "{'window_start':'%s','orders':1,'active_users':1,'requests':1}".formatted(start));
      put(
          ResultType.FULFILLMENTS,
          "{'order_id':'o%s','product_id':'p','decided_at':'%s'}"
              .formatted(Integer.toString(minute), start));
      for (String endpoint : List.of("GET /a", "GET /b")) {
        put(
            ResultType.ENDPOINT_LATENCY,
            "{'endpoint_id':'%s','window_start':'%s','requests':1}".formatted(endpoint, start));
      }
    }
    for (int window = 0; window < 4; window++) {
      String start = UtcTime.format(START + 5 * MINUTE * window);
      for (String product : List.of("p1", "p2")) {
        put(
            ResultType.PRODUCT_REVENUE,
            "{'product_id':'%s','currency':'EUR','window_start':'%s','orders':1}"
                .formatted(product, start));
      }
    }
    put(ResultType.CUSTOMER_ORDERS, "{'customer_id':'c1','orders':4}");
  }

  @AfterAll
  static void stop() throws IOException {
    emulator.close();
  }

  private static String json(Raised alert) {
    return "{'alert_id':'%s','rule':'%s','key':'%s','severity':'%s','event_time':'%s'}"
        .formatted(alert.id, alert.rule, alert.key, alert.severity, UtcTime.format(alert.timeMs));
  }

  private static void put(ResultType type, String json) {
    put(type, json, null);
  }

  private static void put(ResultType type, String json, @Nullable Long expiresAt) {
    TableItem item = item(type, json);
    Map<String, AttributeValue> attributes = new HashMap<>(item.attributes());
    if (expiresAt != null) {
      attributes.put(Table.EXPIRES_AT, TableItem.number(expiresAt));
    }
    emulator
        .client()
        .putItem(request -> request.tableName(item.table().named(PREFIX)).item(attributes))
        .join();
  }

  private static TableItem item(ResultType type, String json) {
    return TableItem.of(
        ResultReader.read(type, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  private static WriteRequest write(Raised alert) {
    Map<String, AttributeValue> attributes = item(ResultType.ALERTS, json(alert)).attributes();
    return WriteRequest.builder().putRequest(put -> put.item(attributes)).build();
  }

  private static List<String> texts(List<byte[]> items) {
    return items.stream().map(item -> new String(item, StandardCharsets.UTF_8)).toList();
  }

  private static String text(Optional<byte[]> item) {
    return new String(item.orElseThrow(), StandardCharsets.UTF_8);
  }

  private static List<String> expected(Stream<Raised> alerts) {
    return alerts.map(alert -> json(alert).replace('\'', '"')).toList();
  }

  private static List<String> turnPages(int limit, Function<@Nullable Position, Page> read) {
    List<String> all = new ArrayList<>();
    Position next = null;
    do {
      Page page = read.apply(next);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      all.addAll(texts(page.items()));
      next = page.next();
    } while (next != null);
    return all;
  }

  @Test
  void pages_of_every_filter_put_together_are_the_alerts_that_match_newest_first() {
    Random random = new Random(SEED);
    for (int round = 0; round < 25; round++) {
      String rule = random.nextBoolean() ? null : RULES.get(random.nextInt(4));
      Severity severity = random.nextBoolean() ? null : SEVERITIES.get(random.nextInt(4));
      String key = random.nextBoolean() ? null : "key-" + random.nextInt(6);
      long from = START + random.nextInt(50) * 1000L;
      TimeRange range =
          random.nextBoolean()
              ? TimeRange.ALL
              : new TimeRange(from, from + random.nextInt(60) * 1000L);
      AlertFilter filter = new AlertFilter(rule, severity, key, range);
      int limit = 1 + random.nextInt(60);
      assertThat(turnPages(limit, next -> dashboard.alerts(filter, next, limit)))
          .as("seed %d, round %d: %s", SEED, round, filter)
          .isEqualTo(
              expected(
                  RAISED.stream()
                      .filter(alert -> rule == null || alert.rule.equals(rule))
                      .filter(alert -> severity == null || alert.severity.equals(severity.name()))
                      .filter(alert -> key == null || alert.key.equals(key))
                      .filter(alert -> alert.timeMs >= range.fromMs())
                      .filter(alert -> alert.timeMs < range.toMs())));
    }
  }

  @Test
  void a_filter_that_hides_thousands_gives_up_for_this_page_and_skips_nothing() {
    Raised rare = new Raised("0".repeat(32), "anomaly", "HIGH", "crowd", START - MINUTE);
    List<WriteRequest> writes = new ArrayList<>();
    writes.add(write(rare));
    for (int i = 0; i < 4_100; i++) {
      Raised hidden =
          new Raised(String.format(Locale.ROOT, "e%031x", i), "anomaly", "LOW", "crowd", START + i);
      writes.add(write(hidden));
    }
    String prefix = "crowd-";
    new TableCreator(emulator.client(), prefix).createAll(Catalogue.installed());
    String table = Table.ALERTS.named(prefix);
    for (int i = 0; i < writes.size(); i += 25) {
      List<WriteRequest> batch = writes.subList(i, Math.min(i + 25, writes.size()));
      emulator.client().batchWriteItem(write -> write.requestItems(Map.of(table, batch))).join();
    }
    AlertFilter filter = new AlertFilter("anomaly", Severity.HIGH, "crowd", TimeRange.ALL);
    DynamoDashboard crowd = new DynamoDashboard(emulator.client(), prefix, CATALOGUE, CLOCK);
    Page first = crowd.alerts(filter, null, 10);
    assertThat(first.items()).isEmpty();
    assertThat(first.next()).isNotNull();
    assertThat(turnPages(10, next -> crowd.alerts(filter, next, 10)))
        .isEqualTo(expected(Stream.of(rare)));
  }

  @Test
  void an_alert_is_found_by_its_id() {
    Raised newest = RAISED.get(0);
    assertThat(dashboard.one(ResultType.ALERTS, newest.id))
        .hasValueSatisfying(
            found -> assertThat(texts(List.of(found))).isEqualTo(expected(Stream.of(newest))));
    assertThat(dashboard.one(ResultType.ALERTS, "0".repeat(32))).isEmpty();
  }

  @Test
  void any_number_of_results_are_found_by_their_ids_and_what_is_not_there_is_left_out() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 350; i++) {
      ids.add(String.format(Locale.ROOT, "%032x", i));
      if (i % 3 > 0) {
        put(
            ResultType.INCIDENTS,
            "{'alert_id':'%s','series_id':'s','ended_at':'%s'}"
                .formatted(ids.get(i), UtcTime.format(START)),
            CLOCK.instant().getEpochSecond() + (i % 3 == 1 ? 1 : 0));
      }
    }
    assertThat(dashboard.byId(ResultType.INCIDENTS, ids))
        .hasSize(117)
        .allSatisfy(
            (id, json) ->
                assertThat(new String(json, StandardCharsets.UTF_8))
                    .startsWith("{\"alert_id\":\"" + id + "\""))
        .containsOnlyKeys(
            IntStream.range(0, 350).filter(i -> i % 3 == 1).mapToObj(ids::get).toList());
    assertThat(dashboard.byId(ResultType.INCIDENTS, List.of())).isEmpty();
  }

  @Test
  void minutes_of_a_range_come_in_order_across_midnight() {
    List<String> found =
        texts(
            dashboard
                .windows(
                    ResultType.DASHBOARD_MINUTES,
                    new TimeRange(EVENING + 5 * MINUTE, EVENING + 25 * MINUTE))
                .items());
    assertThat(found).hasSize(20).isSorted();
    assertThat(found.get(0)).contains("2026-11-23T23:50:00.000Z");
  }

  @Test
  void the_newest_minute_is_looked_for_from_a_day_after_to_31_days_before() {
    String newest = UtcTime.format(EVENING + 29 * MINUTE);
    assertThat(text(dashboard.newestMinute(START))).contains(newest);
    assertThat(text(dashboard.newestMinute(START + 20 * DAY))).contains(newest);
    assertThat(dashboard.newestMinute(START - 40 * DAY)).isEmpty();
    assertThat(dashboard.newestMinute(START + 40 * DAY)).isEmpty();
  }

  @Test
  void fulfilments_go_back_over_days_page_by_page() {
    TimeRange range = new TimeRange(START, START + DAY);
    List<String> all = turnPages(4, next -> dashboard.fulfillments(range, next, 4));
    assertThat(all).hasSize(30);
    assertThat(all.get(0)).contains("\"o29\"");
    assertThat(all.get(29)).contains("\"o0\"");
    assertThat(dashboard.fulfillmentsOf("o7", null, 10).items()).hasSize(1);
    assertThatThrownBy(() -> dashboard.fulfillments(TimeRange.ALL, null, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void revenue_and_latency_are_found_by_window_and_by_what_they_are_about() {
    TimeRange two = new TimeRange(START + 1, START + 15 * MINUTE);
    assertThat(dashboard.windows(ResultType.PRODUCT_REVENUE, two).items()).hasSize(4);
    assertThat(dashboard.windowsOf(ResultType.PRODUCT_REVENUE, "p1", two).items()).hasSize(2);
    assertThat(dashboard.newestWindows(ResultType.ENDPOINT_LATENCY, EVENING + 5 * MINUTE + 1))
        .hasSize(2);
    assertThat(
            dashboard
                .windowsOf(
                    ResultType.ENDPOINT_LATENCY,
                    "GET /a",
                    new TimeRange(EVENING, EVENING + 7 * MINUTE))
                .items())
        .hasSize(7);
    assertThat(dashboard.one(ResultType.CUSTOMER_ORDERS, "c1")).isPresent();
    assertThat(dashboard.one(ResultType.CUSTOMER_ORDERS, "c2")).isEmpty();
  }

  @Test
  void windows_are_found_by_all_sizes_that_were_written_and_the_last_one_is_told() {
    String prefix = "sizes-";
    new TableCreator(emulator.client(), prefix).createAll(Catalogue.installed());
    for (int minute = 0; minute < 60; minute++) {
      String start = UtcTime.format(START + minute * MINUTE);
      TableItem window =
          item(
              ResultType.PRODUCT_REVENUE,
              "{'product_id':'p','currency':'EUR','window_start':'%s','orders':1}"
                  .formatted(start));
      put(prefix, window.table(), window.attributes());
    }
    TimeRange hour = new TimeRange(START, START + 60 * MINUTE);
    assertThat(sized(prefix).windowSize(ResultType.PRODUCT_REVENUE).windowMs()).isEqualTo(300_000);
    assertThat(sized(prefix).windows(ResultType.PRODUCT_REVENUE, hour).items()).hasSize(12);

    size(prefix, Table.PRODUCT_REVENUE, WindowSize.tumbling(60_000), START);
    size(prefix, Table.PRODUCT_REVENUE, WindowSize.tumbling(420_000), START + 1);
    assertThat(sized(prefix).windowSize(ResultType.PRODUCT_REVENUE).windowMs()).isEqualTo(420_000);
    Found found = sized(prefix).windows(ResultType.PRODUCT_REVENUE, hour);
    assertThat(found.items()).hasSize(60);
    assertThat(found.isComplete()).isTrue();

    size(prefix, Table.PRODUCT_REVENUE, WindowSize.tumbling(1000), START);
    assertThat(sized(prefix).windows(ResultType.PRODUCT_REVENUE, hour).isComplete()).isFalse();
    size(prefix, Table.PRODUCT_REVENUE, WindowSize.tumbling(60_000), START + 2);
    assertThat(sized(prefix).windowSize(ResultType.PRODUCT_REVENUE).windowMs()).isEqualTo(60_000);
  }

  private static DynamoDashboard sized(String prefix) {
    return new DynamoDashboard(emulator.client(), prefix, CATALOGUE, CLOCK);
  }

  private static void size(String prefix, Table table, WindowSize size, long sinceMs) {
    put(prefix, table, StoredWindows.item(table, size, Instant.ofEpochMilli(sinceMs)));
  }

  private static void put(String prefix, Table table, Map<String, AttributeValue> item) {
    emulator.client().putItem(put -> put.tableName(table.named(prefix)).item(item)).join();
  }

  @Test
  void the_newest_latencies_are_in_the_last_windows_that_have_ended() {
    String prefix = "slides-";
    new TableCreator(emulator.client(), prefix).createAll(Catalogue.installed());
    size(prefix, Table.ENDPOINT_LATENCY, new WindowSize(90_000, 45_000), START);
    long first = Math.floorDiv(START, 45_000) * 45_000;
    for (int slide = 0; slide < 20; slide++) {
      TableItem window =
          item(
              ResultType.ENDPOINT_LATENCY,
              "{'endpoint_id':'e','window_start':'%s','requests':1}"
                  .formatted(UtcTime.format(first + slide * 45_000L)));
      put(prefix, window.table(), window.attributes());
    }
    List<String> found =
        texts(
            sized(prefix)
                .newestWindows(ResultType.ENDPOINT_LATENCY, first + 10 * 45_000 + 90_000 + 44_999));
    assertThat(found).hasSize(5).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(found.get(0)).contains(UtcTime.format(first + 10 * 45_000));
  }

  @Test
  void what_has_expired_is_not_shown_though_it_is_still_there() {
    Raised old = new Raised("f".repeat(32), "anomaly", "MEDIUM", "gone", START - DAY);
    put(ResultType.ALERTS, json(old), CLOCK.instant().getEpochSecond());
    AlertFilter gone = new AlertFilter(null, null, "gone", TimeRange.ALL);
    assertThat(dashboard.one(ResultType.ALERTS, old.id)).isEmpty();
    assertThat(dashboard.alerts(gone, null, 10).items()).isEmpty();
  }

  @Test
  void events_behind_an_alert_are_found_as_they_were_kept() {
    DynamoEvidence evidence = new DynamoEvidence(emulator.client(), PREFIX, CLOCK);
    byte[] event = "{\"event_id\":\"e1\",\"ö\":1.0}".getBytes(StandardCharsets.UTF_8);
    Map<String, AttributeValue> kept =
        Map.of(
            "event_id", AttributeValue.fromS("e1"),
            "stream", AttributeValue.fromS("logins"),
            "json", AttributeValue.fromS(new String(event, StandardCharsets.UTF_8)));
    Map<String, AttributeValue> item =
        Map.of(
            "alert_id", AttributeValue.fromS("a".repeat(32)),
            "events", AttributeValue.fromL(List.of(AttributeValue.fromM(kept))));
    emulator
        .client()
        .putItem(put -> put.tableName(TableDefinition.EVIDENCE.named(PREFIX)).item(item))
        .join();
    assertThat(evidence.events(span("a".repeat(32))))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.eventId()).isEqualTo("e1");
              assertThat(found.stream()).isEqualTo("logins");
              assertThat(found.json()).isEqualTo(event);
            });
    assertThat(evidence.events(span("b".repeat(32)))).isEmpty();
  }

  private static AlertSpan span(String alertId) {
    return new AlertSpan(alertId, "anomaly", "s", START, START, List.of("e1"));
  }

  @Test
  void a_store_that_cannot_be_asked_is_said_to_be_unavailable() {
    DynamoDashboard elsewhere =
        new DynamoDashboard(emulator.client(), "missing-", CATALOGUE, CLOCK);
    assertThatThrownBy(() -> elsewhere.one(ResultType.ALERTS, "a".repeat(32)))
        .isInstanceOf(QueriesUnavailable.class);
    assertThatThrownBy(() -> Items.await(CompletableFuture.failedFuture(new IOException("no"))))
        .isInstanceOf(QueriesUnavailable.class);
  }
}
