package io.millrace.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.anomaly.Score;
import io.millrace.domain.customers.CustomerOrders;
import io.millrace.domain.dashboard.DashboardMinute;
import io.millrace.domain.etl.EnrichedOrder;
import io.millrace.domain.etl.RevenueTier;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.OrderStatus;
import io.millrace.domain.event.Stream;
import io.millrace.domain.fulfillment.Allocation;
import io.millrace.domain.fulfillment.Fulfillment;
import io.millrace.domain.fulfillment.Outcome;
import io.millrace.domain.latency.EndpointLatency;
import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.Bytes;
import io.millrace.domain.result.LateEvent;
import io.millrace.domain.result.Measure;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Rejection.Reason;
import io.millrace.domain.result.Result;
import io.millrace.domain.result.Severity;
import io.millrace.domain.result.Source;
import io.millrace.domain.revenue.ProductRevenue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonResultEncoderTest {
  private static final Currency JPY = Currency.of("JPY");
  private static final Currency EUR = Currency.of("EUR");

  @Test
  void an_alert() {
    Alert alert =
        new Alert(
            "a1",
            "card-testing",
            "1",
            "c\"1",
            Severity.CRITICAL,
            1,
            0,
            List.of("e1", "e2"),
            new Measure.Amount(money("250", EUR)),
            new Measure.Amount(money("200", EUR)),
            "Why.");

    assertThat(encoded(alert))
        .isEqualTo(
            "{\"alert_id\":\"a1\",\"rule\":\"card-testing\",\"rule_version\":\"1\",\"key\":\"c\\\"1\","
                + "\"severity\":\"CRITICAL\",\"event_time\":\"1970-01-01T00:00:00.001Z\","
                + "\"window_start\":\"1970-01-01T00:00:00.000Z\",\"evidence\":[\"e1\",\"e2\"],"
                + "\"observed\":\"250.00\",\"threshold\":\"200.00\",\"explanation\":\"Why.\"}");
  }

  @Test
  void measures_keep_their_kind() {
    assertThat(encoded(alert(new Measure.Millis(59_999)))).contains("\"observed\":59999,");
    assertThat(encoded(alert(new Measure.Real(1e10)))).contains("\"observed\":1.0E10,");
    assertThat(encoded(alert(new Measure.Real(2e-3)))).contains("\"observed\":0.002,");
  }

  @Test
  void a_count_of_orders() {
    assertThat(encoded(new CustomerOrders("c", 3, 60_000, "e")))
        .isEqualTo(
            "{\"customer_id\":\"c\",\"orders\":3,\"event_time\":\"1970-01-01T00:01:00.000Z\","
                + "\"event_id\":\"e\"}");
  }

  @Test
  void revenue_is_rounded_to_the_currency_half_even_and_never_minus_zero() {
    assertThat(encoded(revenue("2.5", JPY))).contains("\"revenue\":\"2\"");
    assertThat(encoded(revenue("3.5", JPY))).contains("\"revenue\":\"4\"");
    assertThat(encoded(revenue("-0.001", EUR))).contains("\"revenue\":\"0.00\"");
    assertThat(encoded(revenue("1.0005", Currency.of("KWD")))).contains("\"revenue\":\"1.000\"");
    assertThat(encoded(revenue("7", EUR)))
        .isEqualTo(
            "{\"product_id\":\"p\",\"currency\":\"EUR\",\"window_start\":\"1970-01-01T00:00:00.000Z\","
                + "\"window_end\":\"1970-01-01T00:05:00.000Z\",\"revenue\":\"7.00\",\"orders\":1,"
                + "\"units\":2}");
  }

  @Test
  void a_window_of_latency_may_start_before_the_epoch() {
    assertThat(encoded(new EndpointLatency("e", -240_000, 60_000, 1, 2.5, 2.5, 2.5, 2.5, 2.5)))
        .isEqualTo(
            "{\"endpoint_id\":\"e\",\"window_start\":\"1969-12-31T23:56:00.000Z\","
                + "\"window_end\":\"1970-01-01T00:01:00.000Z\",\"requests\":1,\"mean_ms\":2.5,"
                + "\"p50_ms\":2.5,\"p95_ms\":2.5,\"p99_ms\":2.5,\"max_ms\":2.5}");
  }

  @Test
  void a_minute_of_the_dashboard() {
    List<Money> revenue = List.of(money("1", EUR), money("5", JPY));
    assertThat(encoded(new DashboardMinute(0, 60_000, revenue, 2, 1, 4, 1, 0.25)))
        .isEqualTo(
            "{\"window_start\":\"1970-01-01T00:00:00.000Z\",\"window_end\":\"1970-01-01T00:01:00.000Z\","
                + "\"revenue\":{\"EUR\":\"1.00\",\"JPY\":\"5\"},\"orders\":2,\"active_users\":1,"
                + "\"requests\":4,\"errors\":1,\"error_rate\":0.25}");
  }

  @Test
  void a_fulfillment() {
    List<Allocation> allocations = List.of(new Allocation("i1", "w1", 2));
    assertThat(
            encoded(
                new Fulfillment(
                    "o", "e", "p", Outcome.PARTIALLY_FULFILLED, 3, 2, allocations, 30_000)))
        .isEqualTo(
            "{\"order_id\":\"o\",\"event_id\":\"e\",\"product_id\":\"p\","
                + "\"outcome\":\"PARTIALLY_FULFILLED\",\"requested\":3,\"allocated\":2,"
                + "\"allocations\":[{\"event_id\":\"i1\",\"warehouse_id\":\"w1\",\"quantity\":2}],"
                + "\"decided_at\":\"1970-01-01T00:00:30.000Z\"}");
  }

  @Test
  void an_enriched_order() {
    Order order = new Order("e", "o", "c", "p", 1, money("9.9", EUR), OrderStatus.PLACED, false, 0);
    assertThat(encoded(new EnrichedOrder(order, "Lamp", "UNKNOWN", RevenueTier.BRONZE)))
        .isEqualTo(
            "{\"event_id\":\"e\",\"order_id\":\"o\",\"customer_id\":\"c\",\"product_id\":\"p\","
                + "\"quantity\":1,\"amount\":\"9.90\",\"currency\":\"EUR\",\"status\":\"PLACED\","
                + "\"test\":false,\"event_time\":\"1970-01-01T00:00:00.000Z\","
                + "\"product_name\":\"Lamp\",\"category\":\"UNKNOWN\",\"revenue_tier\":\"BRONZE\"}");
  }

  @Test
  void a_score() {
    assertThat(encoded(new Score("s", 0, 1.5, 0.25, 1, 1)))
        .isEqualTo(
            "{\"series_id\":\"s\",\"event_time\":\"1970-01-01T00:00:00.000Z\",\"value\":1.5,"
                + "\"score\":0.25,\"expected\":1.0,\"deviation\":1.0}");
  }

  @Test
  void a_rejection_keeps_text_as_text_and_bytes_as_base64() {
    assertThat(encoded(rejection("x\u00fc\"\n".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(
            "{\"stream\":\"logins\",\"reason\":\"MISSING_FIELD\",\"field\":\"user_id\","
                + "\"detail\":\"Why.\",\"raw\":\"x\u00fc\\\"\\n\","
                + "\"source\":{\"file\":\"logins.ndjson\",\"line\":3}}");
    assertThat(encoded(rejection(new byte[] {(byte) 0xFF, 0})))
        .contains("\"detail\":\"Why.\",\"raw_base64\":\"/wA=\",\"source\"");
  }

  @Test
  void a_late_event_is_kept_as_it_was_on_one_line() {
    byte[] event = "{\"a\" :\r\n 1.0, \"b\":\"\\n\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(encoded(new LateEvent(Stream.LOGINS, 0, 1, new Bytes(event))))
        .isEqualTo(
            "{\"stream\":\"logins\",\"event_time\":\"1970-01-01T00:00:00.000Z\","
                + "\"watermark\":\"1970-01-01T00:00:00.001Z\","
                + "\"event\":{\"a\" :   1.0, \"b\":\"\\n\"}}");
  }

  @Test
  void other_sources_have_their_own_words() {
    Rejection shard = rejectionFrom(new Source.ShardRecord("shardId-0", "495"));
    Rejection partition = rejectionFrom(new Source.PartitionRecord(2, 17));

    assertThat(encoded(shard)).contains("{\"shard\":\"shardId-0\",\"sequence_number\":\"495\"}");
    assertThat(encoded(partition)).contains("{\"partition\":2,\"offset\":17}");
  }

  private static Money money(String amount, Currency currency) {
    return new Money(new BigDecimal(amount), currency);
  }

  private static ProductRevenue revenue(String amount, Currency currency) {
    return new ProductRevenue("p", 0, 300_000, money(amount, currency), 1, 2);
  }

  private static Alert alert(Measure observed) {
    return new Alert(
        "a", "r", "1", "k", Severity.LOW, 0, 0, List.of("e"), observed, observed, "Why.");
  }

  private static Rejection rejection(byte[] raw) {
    return new Rejection(
        Stream.LOGINS,
        Reason.MISSING_FIELD,
        "user_id",
        "Why.",
        new Bytes(raw),
        new Source.FileLine("logins.ndjson", 3));
  }

  private static Rejection rejectionFrom(Source source) {
    return new Rejection(
        Stream.LOGINS, Reason.MALFORMED_JSON, null, "Why.", new Bytes(new byte[0]), source);
  }

  private static String encoded(Result result) {
    return new String(new JsonWireFormat().encoder().encode(result), StandardCharsets.UTF_8);
  }
}
