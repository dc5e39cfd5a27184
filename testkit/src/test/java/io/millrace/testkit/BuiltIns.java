package io.millrace.testkit;

import io.millrace.application.access.BruteForceLoginEntry;
import io.millrace.application.access.FailedLoginWindowsEntry;
import io.millrace.application.anomaly.AnomalyEntry;
import io.millrace.application.customers.CustomerOrdersEntry;
import io.millrace.application.dashboard.DashboardMinutesEntry;
import io.millrace.application.etl.EnrichmentEntry;
import io.millrace.application.fraud.CardTestingEntry;
import io.millrace.application.fulfillment.FulfillmentEntry;
import io.millrace.application.latency.EndpointLatencyEntry;
import io.millrace.application.revenue.ProductRevenueEntry;
import io.millrace.domain.access.BruteForcePolicy;
import io.millrace.domain.access.BruteForcePolicy.Mode;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.anomaly.Detector;
import io.millrace.domain.anomaly.SeriesHistory;
import io.millrace.domain.etl.CatalogueEntry;
import io.millrace.domain.event.Login;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.OrderStatus;
import io.millrace.domain.event.Payment;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Reading;
import io.millrace.domain.event.Request;
import io.millrace.domain.event.Stock;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.policy.Policies;
import java.util.LinkedHashMap;
import java.util.Map;

/** The laws of the decisions that Millrace brings, each with histories of its own. */
final class BuiltIns {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  private BuiltIns() {}

  /**
   * By what is tested; a decision may be there by several policies. Brute force by the policy that
   * is usual is an example, {@link BruteForceSpecTest}.
   */
  static Map<String, Laws<?, ?, ?>> laws() {
    Map<String, Laws<?, ?, ?>> laws = new LinkedHashMap<>();
    laws.put("brute force, by episodes", Laws.of(BruteForceLoginEntry.ENTRY, episodes(), logins()));
    laws.put("card testing", Laws.of(CardTestingEntry.ENTRY, payments()));
    laws.put("customer orders", Laws.of(CustomerOrdersEntry.ENTRY, orders()).remembersForEver(10));
    laws.put("product revenue", Laws.of(ProductRevenueEntry.ENTRY, orders()));
    laws.put("endpoint latency", Laws.of(EndpointLatencyEntry.ENTRY, requests()));
    laws.put("dashboard minutes", Laws.of(DashboardMinutesEntry.ENTRY, everything()));
    laws.put("anomaly", Laws.of(AnomalyEntry.ENTRY, hasty(), series()).seeds(12));
    laws.put("anomaly, by z-score", zScore());
    laws.put("fulfillment", Laws.of(FulfillmentEntry.ENTRY, movements()));
    laws.put("enrichment", enrichment());
    laws.put("failed login windows", Laws.of(FailedLoginWindowsEntry.ENTRY, logins()));
    return laws;
  }

  /** Mostly failures, with gaps around the minute that matters. */
  static Histories<StreamEvent> logins() {
    return Histories.of(
        120,
        draw -> new Login(draw.id(), draw.name("user"), draw.isOneIn(6), "192.0.2.1", draw.nowMs()),
        MINUTE / 3);
  }

  private static Policies episodes() {
    return Policies.DEFAULT.with(
        BruteForcePolicy.SECTION,
        new BruteForcePolicy("1", 3, MINUTE, MINUTE, MINUTE, Mode.ONCE_PER_EPISODE));
  }

  /** Amounts at both limits of the policy, in currencies with different scales. */
  static Histories<StreamEvent> payments() {
    return Histories.of(
        150,
        draw ->
            new Payment(
                draw.id(),
                draw.name("card"),
                "shop",
                draw.oneOf(
                    draw.money("0.01", "EUR"),
                    draw.money("5.00", "EUR"),
                    draw.money("5.00", "EUR"),
                    draw.money("5.01", "EUR"),
                    draw.money("199.99", "EUR"),
                    draw.money("200.00", "EUR"),
                    draw.money("500", "JPY"),
                    draw.money("20000", "JPY")),
                true,
                null,
                null,
                draw.nowMs()),
        10 * MINUTE,
        10_000,
        10_000);
  }

  /** Completed, placed and cancelled ones, as the schema allows. */
  private static Histories<StreamEvent> orders() {
    return Histories.of(150, draw -> draw.record(Order.SCHEMA), 5 * MINUTE);
  }

  private static Histories<StreamEvent> requests() {
    return Histories.of(
        120,
        draw ->
            new Request(
                draw.id(),
                draw.name("endpoint"),
                draw.isOneIn(3) ? null : draw.name("user"),
                draw.isOneIn(9) ? 0 : draw.real(0, 2000),
                draw.oneOf(200, 404, 499, 500, 503),
                draw.nowMs()),
        5 * MINUTE,
        MINUTE);
  }

  private static Histories<StreamEvent> everything() {
    return orders().with(requests()).with(logins());
  }

  /** Values about ten, and once in a while some that are far off, for as long as an incident. */
  static Histories<StreamEvent> series() {
    Histories<StreamEvent> readings =
        Histories.of(
            240,
            draw -> new Reading(draw.name("series"), value(draw), draw.nowMs()),
            3000,
            MINUTE,
            HOUR);
    Histories<StreamEvent> latencies =
        Histories.of(
            160,
            draw -> new Request(draw.id(), "endpoint", null, value(draw), 200, draw.nowMs()),
            MINUTE);
    return readings.with(latencies);
  }

  private static double value(Draw draw) {
    return draw.isOneIn(12) ? draw.oneOf(1e2, 1e3, 1e6) : draw.real(9, 11);
  }

  /** Of so few values only a hasty detector makes anything. */
  static Policies hasty() {
    return AnomalyPolicy.withScores(
        Policies.DEFAULT.with(
            AnomalyPolicy.SECTION, AnomalyPolicy.DEFAULT.withFalseAlarmsPerWeek(1000)),
        true);
  }

  private static Laws<?, ?, ?> zScore() {
    Policies policies =
        Policies.DEFAULT.with(AnomalyPolicy.SECTION, AnomalyPolicy.DEFAULT.with(Detector.Z_SCORE));
    Form first = new Form().signed(7000).unsigned(2).unsigned(2).real(1.5).real(-2);
    return Laws.of(AnomalyEntry.ENTRY, policies, series())
        .seeds(12)
        .readsState(1, first.bytes(), SeriesHistory.of(new double[] {1.5, -2}, 7000, 2));
  }

  /** Offers and orders of a few units, so that both run out, with gaps around the half minute. */
  private static Histories<StreamEvent> movements() {
    return Histories.of(
        150,
        draw ->
            draw.isOneIn(2)
                ? new Stock(draw.id(), draw.name("product"), "w", draw.number(1, 5), draw.nowMs())
                : new Order(
                    draw.id(),
                    draw.name("order"),
                    "customer",
                    draw.name("product"),
                    draw.number(1, 5),
                    draw.money("1", "EUR"),
                    draw.isOneIn(5) ? OrderStatus.CANCELLED : OrderStatus.PLACED,
                    false,
                    draw.nowMs()),
        30_000);
  }

  /** Reference data, changes of it, and orders. */
  private static Laws<?, ?, ?> enrichment() {
    Histories<StreamEvent> products =
        Histories.of(
            5, draw -> new Product(draw.id(), draw.name("product_id"), draw.name("Pot"), null));
    Histories<StreamEvent> changes =
        Histories.of(
            30,
            draw ->
                draw.isOneIn(4)
                    ? Product.deleted(draw.id(), draw.nowMs(), draw.name("product_id"))
                    : new Product(
                        draw.id(),
                        draw.nowMs(),
                        draw.name("product_id"),
                        draw.name("Pan"),
                        draw.isOneIn(2) ? null : "Kitchen"),
            5 * MINUTE);
    Form second =
        new Form().octet(0).text("7").whole(5).text("p").flag(true).text("Pot").flag(false);
    Form first = new Form().octet(0).text("7").text("p").text("Pot").flag(false);
    Form known = new Form().text("Pot").text("Kitchen");
    return Laws.of(EnrichmentEntry.ENTRY, products.with(changes).with(orders()))
        .remembersForEver(100)
        .readsEvent(1, first.bytes(), new Product("7", "p", "Pot", null))
        .readsEvent(2, second.bytes(), new Product("7", 5, "p", "Pot", null))
        .readsState(1, known.bytes(), new CatalogueEntry("Pot", "Kitchen", Long.MIN_VALUE));
  }
}
