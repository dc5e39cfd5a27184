package io.millrace.application.catalogue;

import io.millrace.domain.access.BruteForceDetection;
import io.millrace.domain.access.FailedLoginCounting;
import io.millrace.domain.access.LoginAttempt;
import io.millrace.domain.anomaly.AnomalyDetection;
import io.millrace.domain.anomaly.Observation;
import io.millrace.domain.customers.CustomerOrderCounting;
import io.millrace.domain.customers.OrderSeen;
import io.millrace.domain.dashboard.Activity;
import io.millrace.domain.dashboard.MinuteMerging;
import io.millrace.domain.dashboard.MinuteSharing;
import io.millrace.domain.etl.OrderEnrichment;
import io.millrace.domain.event.Login;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.Payment;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Reading;
import io.millrace.domain.event.Request;
import io.millrace.domain.event.Stock;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.fraud.CardPayment;
import io.millrace.domain.fraud.CardTestingDetection;
import io.millrace.domain.fulfillment.Movement;
import io.millrace.domain.fulfillment.OrderMatching;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.latency.LatencySummarizing;
import io.millrace.domain.latency.ResponseTime;
import io.millrace.domain.revenue.RevenueSumming;
import io.millrace.domain.revenue.Sale;
import java.util.List;
import java.util.function.Function;

/**
 * All decisions. Both the Flink job and the backfill are built from this list: a new decision is
 * one more entry.
 */
public final class Catalogue {
  static final String FAILED_LOGINS = "failed-login-windows";

  private Catalogue() {}

  /**
   * The decisions by the given policies.
   *
   * @param scores whether every reading gets a score
   */
  public static List<Decision<?, ?, ?>> of(Policies policies, boolean scores) {
    return List.of(
        new Decision<>(
            "brute-force-login",
            new BruteForceDetection(policies.bruteForce()),
            List.of(logins(Login::userId, LoginAttempt::of))),
        new Decision<>(
            "card-testing",
            new CardTestingDetection(policies.cardTesting()),
            List.of(Reads.from(Stream.PAYMENTS, Payment.class, Payment::cardId, CardPayment::of))),
        new Decision<>(
            "customer-orders",
            new CustomerOrderCounting(),
            List.of(orders(Order::customerId, OrderSeen::of))),
        new Decision<>(
            "product-revenue",
            new RevenueSumming(policies.productRevenue()),
            List.of(orders(RevenueSumming::keyOf, Sale::of))),
        new Decision<>(
            "endpoint-latency",
            new LatencySummarizing(policies.endpointLatency()),
            List.of(requests(Request::endpointId, ResponseTime::of))),
        new Decision<>(
            "dashboard-minutes",
            List.of(
                orders(order -> Activity.shareOf(order.eventId()), Activity::of),
                logins(login -> Activity.shareOf(login.eventId()), Activity::of),
                requests(request -> Activity.shareOf(request.eventId()), Activity::of)),
            new MinuteSharing(policies.dashboardMinutes()),
            new Decision<>(
                "dashboard-minutes-merge",
                new MinuteMerging(policies.dashboardMinutes()),
                List.of())),
        new Decision<>(
            "anomaly",
            new AnomalyDetection(policies.anomaly(), scores),
            List.of(
                Reads.from(Stream.READINGS, Reading.class, Reading::seriesId, Observation::of),
                requests(Observation::seriesOf, Observation::of))),
        new Decision<>(
            "fulfillment",
            new OrderMatching(policies.fulfillment()),
            List.of(
                Reads.from(Stream.INVENTORY, Stock.class, Stock::productId, Movement.Supply::of),
                orders(Order::productId, Movement.Demand::of))),
        new Decision<>(
            "enrichment",
            new OrderEnrichment(policies.enrichment()),
            List.of(
                Reads.<Product, StreamEvent>from(
                    Stream.PRODUCTS, Product.class, Product::productId, product -> product),
                orders(Order::productId, order -> order))));
  }

  /**
   * The decisions that only an engine makes that is good at them. Their machines say what is right.
   */
  public static List<Decision<?, ?, ?>> extra(Policies policies) {
    return List.of(
        new Decision<>(
            FAILED_LOGINS,
            new FailedLoginCounting(policies.failedLogins()),
            List.of(logins(Login::userId, LoginAttempt::of))));
  }

  private static <E extends Event> Reads<E> orders(
      Function<Order, String> key, Function<Order, ? extends E> input) {
    return Reads.from(Stream.ORDERS, Order.class, key, input);
  }

  private static <E extends Event> Reads<E> logins(
      Function<Login, String> key, Function<Login, ? extends E> input) {
    return Reads.from(Stream.LOGINS, Login.class, key, input);
  }

  private static <E extends Event> Reads<E> requests(
      Function<Request, String> key, Function<Request, ? extends E> input) {
    return Reads.from(Stream.REQUESTS, Request.class, key, input);
  }
}
