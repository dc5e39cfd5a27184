package io.millrace.http;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.queries.Freshness;
import io.millrace.domain.dashboard.DashboardPolicy;
import io.millrace.domain.latency.LatencyPolicy;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.revenue.RevenuePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Serves a shop of a day until it is stopped, for looking at and for measuring: arguments are the
 * port, the number of minutes and the number of alerts.
 */
final class ShopServer {
  private ShopServer() {}

  public static void main(String[] arguments) throws Exception {
    Shop shop =
        new Shop(7)
            .minutes(Integer.parseInt(arguments[1]))
            .sales()
            .latency()
            .fulfilments(300)
            .alerts(Integer.parseInt(arguments[2]), Duration.ofSeconds(37));
    String unused = shop.cardTesting();
    DashboardServer server =
        DashboardServer.start(
            HttpOptions.loopback(Integer.parseInt(arguments[0])).allowing(100_000),
            Catalogue.installed(),
            shop.queries(),
            shop.evidence(),
            recent());
    System.out.println("serving " + server.uri());
    Thread.currentThread().join();
  }

  /** Windows of other sizes than usual. */
  static Policies otherWindows() {
    return Policies.DEFAULT
        .with(RevenuePolicy.SECTION, new RevenuePolicy(60_000))
        .with(DashboardPolicy.SECTION, new DashboardPolicy(30_000, 100))
        .with(LatencyPolicy.SECTION, new LatencyPolicy(90_000, 45_000));
  }

  /** A job that is some seconds behind. */
  static Supplier<Freshness> recent() {
    return () -> {
      long now = System.currentTimeMillis();
      return new Freshness(
          OptionalLong.of(now - 7_000),
          new Freshness.Checkpoint(42, now - 31_000, 840, 0),
          List.of(new Freshness.Lag("orders", 1200), new Freshness.Lag("requests", 300)),
          Map.of("accepted", 1200L, "deadLetters", 0L));
    };
  }
}
