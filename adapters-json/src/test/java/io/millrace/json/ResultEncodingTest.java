package io.millrace.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.application.wire.ResultEncoder;
import io.millrace.application.wire.ResultLine;
import io.millrace.domain.access.FailedLoginWindow;
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
import io.millrace.domain.kernel.UtcTime;
import io.millrace.domain.latency.EndpointLatency;
import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertSignal;
import io.millrace.domain.result.Bytes;
import io.millrace.domain.result.LateEvent;
import io.millrace.domain.result.Measure;
import io.millrace.domain.result.Origin;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Rejection.Reason;
import io.millrace.domain.result.Result;
import io.millrace.domain.result.Severity;
import io.millrace.domain.revenue.ProductRevenue;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResultEncodingTest {
  private static final long TEN = UtcTime.epochMs(2026, 11, 23, 10, 0, 0, 0);

  private final ResultEncoder encoder = new JsonResultEncoder();

  @Test
  void an_alert_holds_its_evidence_and_measures() {
    assertLine(
        alert(new Measure.Millis(41_000), new Measure.Millis(60_000)),
        "{'alert_id':'0123456789abcdef0123456789abcdef','rule':'brute-force-login',"
            + "'rule_version':'1','key':'u1','severity':'HIGH',"
            + "'event_time':'2026-11-23T10:00:41.000Z','window_start':'2026-11-23T10:00:00.000Z',"
            + "'evidence':['e1','e2','e3'],'observed':41000,'threshold':60000,"
            + "'explanation':'Three failures.'}");
    assertThat(line(alert(new Measure.Amount(money("250", "EUR")), new Measure.Real(0.05))))
        .contains("\"observed\":\"250.00\",\"threshold\":0.05,");
  }

  @Test
  void a_signal_holds_the_whole_alert_when_it_is_raised_and_its_id_alone_after_that() {
    Alert alert = alert(new Measure.Millis(41_000), new Measure.Millis(60_000));
    String id = "0123456789abcdef0123456789abcdef";
    assertThat(line(AlertSignal.raised(alert)))
        .isEqualTo(
            "{\"alert_id\":\"" + id + "\",\"phase\":\"RAISED\",\"alert\":" + line(alert) + "}");
    assertLine(AlertSignal.withdrawn(id), "{'alert_id':'" + id + "','phase':'WITHDRAWN'}");
    assertLine(AlertSignal.confirmed(id), "{'alert_id':'" + id + "','phase':'CONFIRMED'}");
  }

  @Test
  void a_window_of_failed_logins_holds_its_user_and_count() {
    assertLine(
        new FailedLoginWindow("u1", TEN, TEN + 300_000, 3),
        "{'user_id':'u1','window_start':'2026-11-23T10:00:00.000Z',"
            + "'window_end':'2026-11-23T10:05:00.000Z','failed_attempts':3}");
  }

  @Test
  void customer_orders_hold_the_running_count() {
    assertLine(
        new CustomerOrders("c1", 3_000_000_000L, TEN, "e1"),
        "{'customer_id':'c1','orders':3000000000,'event_time':'2026-11-23T10:00:00.000Z',"
            + "'event_id':'e1'}");
  }

  @Test
  void product_revenue_is_rounded_to_the_decimals_of_its_currency() {
    assertLine(
        new ProductRevenue("p1", TEN, TEN + 300_000, money("10.005", "EUR"), 2, -5),
        "{'product_id':'p1','currency':'EUR','window_start':'2026-11-23T10:00:00.000Z',"
            + "'window_end':'2026-11-23T10:05:00.000Z','revenue':'10.00','orders':2,'units':-5}");
    assertThat(line(new ProductRevenue("p1", TEN, TEN, money("-0.004", "EUR"), 1, 1)))
        .contains("\"revenue\":\"0.00\"");
    assertThat(line(new ProductRevenue("p1", TEN, TEN, money("1e9", "JPY"), 1, 1)))
        .contains("\"revenue\":\"1000000000\"");
  }

  @Test
  void endpoint_latency_is_written_in_doubles() {
    assertLine(
        new EndpointLatency("GET /", TEN, TEN + 300_000, 4, 1.0, 0.05, 1e9, 123.456, 1e7),
        "{'endpoint_id':'GET /','window_start':'2026-11-23T10:00:00.000Z',"
            + "'window_end':'2026-11-23T10:05:00.000Z','requests':4,'mean_ms':1.0,'p50_ms':0.05,"
            + "'p95_ms':1.0E9,'p99_ms':123.456,'max_ms':1.0E7}");
  }

  @Test
  void a_dashboard_minute_holds_revenue_by_currency() {
    assertLine(
        new DashboardMinute(
            TEN, TEN + 60_000, List.of(money("5", "EUR"), money("7", "JPY")), 2, 3, 4, 1, 0.25),
        "{'window_start':'2026-11-23T10:00:00.000Z','window_end':'2026-11-23T10:01:00.000Z',"
            + "'revenue':{'EUR':'5.00','JPY':'7'},'orders':2,'active_users':3,'requests':4,"
            + "'errors':1,'error_rate':0.25}");
    assertThat(line(new DashboardMinute(TEN, TEN, List.of(), 0, 0, 0, 0, 0)))
        .contains("\"revenue\":{},\"orders\":0,")
        .endsWith("\"error_rate\":0.0}");
  }

  @Test
  void a_fulfillment_holds_its_allocations() {
    assertLine(
        new Fulfillment(
            "o1",
            "e1",
            "p1",
            Outcome.PARTIALLY_FULFILLED,
            5,
            3,
            List.of(new Allocation("i1", "w1", 1), new Allocation("i2", "w2", 2)),
            TEN),
        "{'order_id':'o1','event_id':'e1','product_id':'p1','outcome':'PARTIALLY_FULFILLED',"
            + "'requested':5,'allocated':3,'allocations':["
            + "{'event_id':'i1','warehouse_id':'w1','quantity':1},"
            + "{'event_id':'i2','warehouse_id':'w2','quantity':2}],"
            + "'decided_at':'2026-11-23T10:00:00.000Z'}");
  }

  @Test
  void an_enriched_order_holds_the_normalised_order_and_what_is_known_of_its_product() {
    Order order =
        new Order(
            "e1", "o1", "c1", "p1", -2, money("-3", "USD"), OrderStatus.CANCELLED, false, TEN);
    assertLine(
        new EnrichedOrder(order, "Tee \"Jasmin\" \uD83D\uDE00", "UNKNOWN", RevenueTier.BRONZE),
        "{'event_id':'e1','order_id':'o1','customer_id':'c1','product_id':'p1','quantity':-2,"
            + "'amount':'-3.00','currency':'USD','status':'CANCELLED','test':false,"
            + "'event_time':'2026-11-23T10:00:00.000Z',"
            + "'product_name':'Tee \\'Jasmin\\' \uD83D\uDE00','category':'UNKNOWN',"
            + "'revenue_tier':'BRONZE'}");
  }

  @Test
  void a_score_is_written_in_doubles_with_the_fewest_digits() {
    assertLine(
        new Score("s1", TEN, Double.parseDouble("2E23"), 0.1 + 0.2, -1.25E-7, 1e10),
        "{'series_id':'s1','event_time':'2026-11-23T10:00:00.000Z','value':2.0E23,"
            + "'score':0.30000000000000004,'expected':-1.25E-7,"
            + "'deviation':1.0E10}");
  }

  @Test
  void a_rejection_holds_the_record_as_text_where_it_is_text() {
    assertLine(
        rejection("a\"b\r\n\u0001é\uD83D\uDE00".getBytes(StandardCharsets.UTF_8), "user_id"),
        "{'stream':'logins','reason':'WRONG_TYPE','field':'user_id','detail':'why',"
            + "'raw':'a\\'b\\r\\n\\u0001é\uD83D\uDE00','source':{'file':'in.ndjson','line':7}}");
  }

  @Test
  void a_rejection_holds_the_record_in_base64_where_it_is_not_text() {
    assertLine(
        rejection(new byte[] {(byte) 0xFF, 0, 1, 2}, null),
        "{'stream':'logins','reason':'WRONG_TYPE','detail':'why','raw_base64':'/wABAg==',"
            + "'source':{'file':'in.ndjson','line':7}}");
  }

  @Test
  void a_rejection_names_the_place_in_a_shard_or_a_partition() {
    assertThat(line(rejection(new Origin.ShardRecord("shardId-1", "495"))))
        .endsWith("\"source\":{\"shard\":\"shardId-1\",\"sequence_number\":\"495\"}}");
    assertThat(line(rejection(new Origin.PartitionRecord(3, 1L << 40))))
        .endsWith("\"source\":{\"partition\":3,\"offset\":1099511627776}}");
  }

  @Test
  void a_late_event_is_kept_as_received_but_on_one_line() {
    byte[] event =
        "{\r\n 'a' : 1.50e1, 'b':'\\n\\u00e9é' }"
            .replace('\'', '"')
            .getBytes(StandardCharsets.UTF_8);
    byte[] before = event.clone();
    assertLine(
        new LateEvent(Stream.READINGS, TEN, TEN + 1, new Bytes(event)),
        "{'stream':'readings','event_time':'2026-11-23T10:00:00.000Z',"
            + "'watermark':'2026-11-23T10:00:00.001Z',"
            + "'event':{   'a' : 1.50e1, 'b':'\\n\\u00e9é' }}");
    assertThat(event).isEqualTo(before);
  }

  @Test
  void a_late_line_that_was_no_json_is_a_text() {
    for (String text : List.of("a \"b\" {c}", "{}{}", "{\"a\":1} x")) {
      byte[] event = text.getBytes(StandardCharsets.UTF_8);
      assertLine(
          new LateEvent(Stream.READINGS, TEN, TEN + 1, new Bytes(event)),
          "{'stream':'readings','event_time':'2026-11-23T10:00:00.000Z',"
              + "'watermark':'2026-11-23T10:00:00.001Z',"
              + "'event':'"
              + text.replace("\"", "\\'")
              + "'}");
    }
  }

  @Test
  void a_line_of_megabytes_is_followed_by_an_ordinary_one() {
    byte[] large = "x".repeat(10_000_000).getBytes(StandardCharsets.UTF_8);
    assertThat(line(rejection(large, null))).hasSizeGreaterThan(10_000_000);
    an_alert_holds_its_evidence_and_measures();
  }

  @Test
  void half_a_surrogate_pair_becomes_a_question_mark() {
    for (String text : new String[] {"\uD83Dx", "\uDE00x"}) {
      assertThat(line(new CustomerOrders(text, 1, TEN, "\uD83D\uDE00")))
          .startsWith("{\"customer_id\":\"?x\",")
          .endsWith("\"event_id\":\"\uD83D\uDE00\"}");
    }
  }

  @Test
  void a_line_brings_what_it_is_found_by() {
    Alert alert = alert(new Measure.Millis(41_000), new Measure.Millis(60_000));
    List<String> found =
        List.of(alert.alertId(), alert.rule(), "u1", "HIGH", "2026-11-23T10:00:41.000Z");
    assertThat(encoder.line(alert, null).found()).isEqualTo(found);

    ResultLine signal = encoder.line(AlertSignal.raised(alert), "00-1-2-01");
    assertThat(signal.found().subList(0, 2)).containsExactly(alert.alertId(), "RAISED");
    assertThat(signal.foundWithin()).isEqualTo(found);
    assertThat(signal.trace()).isEqualTo("00-1-2-01");
    assertThat(new String(signal.json(), StandardCharsets.UTF_8))
        .isEqualTo(line(AlertSignal.raised(alert)));

    Rejection large = rejection(new byte[2 << 20], null);
    assertThat(encoder.line(large, null).key()).isEqualTo("logins");
  }

  @Test
  void a_result_that_cannot_be_written_leaves_no_trace_in_the_next() {
    assertThatThrownBy(() -> encoder.encode(new Broken())).hasMessage("half way");
    customer_orders_hold_the_running_count();
  }

  private static Alert alert(Measure observed, Measure threshold) {
    return new Alert(
        "0123456789abcdef0123456789abcdef",
        "brute-force-login",
        "1",
        "u1",
        Severity.HIGH,
        TEN + 41_000,
        TEN,
        List.of("e1", "e2", "e3"),
        observed,
        threshold,
        "Three failures.");
  }

  private static Rejection rejection(byte[] raw, @Nullable String field) {
    return new Rejection(
        Stream.LOGINS, Reason.WRONG_TYPE, field, "why", new Bytes(raw), Records.ORIGIN);
  }

  private static Rejection rejection(Origin origin) {
    return new Rejection(
        Stream.LOGINS, Reason.WRONG_TYPE, null, "why", new Bytes(new byte[] {'1'}), origin);
  }

  private static Money money(String amount, String currency) {
    return new Money(new BigDecimal(amount), Currency.of(currency));
  }

  private void assertLine(Result result, String expected) {
    assertThat(line(result)).isEqualTo(expected.replace("\\'", "\\\"").replace('\'', '"'));
  }

  private String line(Result result) {
    return new String(encoder.encode(result), StandardCharsets.UTF_8);
  }

  private record Broken() implements Result {
    @Override
    public Schema<Broken> schema() {
      return Schema.<Broken>written(
          "broken",
          (broken, out) -> {
            out.text("x");
            throw new IllegalStateException("half way");
          },
          Field.text("a"),
          Field.text("b"));
    }
  }
}
