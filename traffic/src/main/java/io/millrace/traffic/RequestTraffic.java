package io.millrace.traffic;

import io.millrace.domain.event.Stream;
import org.jspecify.annotations.Nullable;

/** Requests whose latency is log-normal, and endpoints that break for some minutes. */
final class RequestTraffic implements TrafficSource {
  private static final String[] ENDPOINTS = {
    "GET /products", "GET /products/{id}", "GET /search", "POST /cart", "GET /cart",
    "POST /orders", "GET /orders/{id}", "POST /login", "GET /recommendations", "POST /payments",
    "GET /straße", "GET /health"
  };
  private static final int BUSY = 4;
  private static final long[] MEDIAN_MICROS = {
    18_000, 9_000, 45_000, 12_000, 7_000, 80_000, 11_000, 60_000, 35_000, 150_000, 22_000, 800
  };
  private static final double SPREAD = 0.35;
  private static final int SLOWDOWN = 20;
  private static final long SPACING_MS = 1_800_000;
  private static final long SHORTEST_MS = 120_000;
  private static final long LONGEST_MS = 300_000;
  private static final int RECORDS = 400;
  private static final int UNAVAILABLE = 503;

  private final TrafficContext context;
  private final Dice dice;
  private final Population users;
  private final EventIds ids;
  private final Recurrence outages;
  private @Nullable Incident outage;
  private int brokenEndpoint;
  private long outageEndMs;

  RequestTraffic(TrafficContext context, Population users) {
    this.context = context;
    this.dice = context.dice();
    this.users = users;
    this.ids = new EventIds("req", context.profile());
    this.outages = context.every(SPACING_MS);
  }

  @Override
  public void happen(long nowMs) {
    int endpoint = (int) (ENDPOINTS.length * dice.unit() * dice.unit());
    String id = ids.next();
    long micros =
        Math.max(1, (long) (MEDIAN_MICROS[endpoint] * StrictMath.exp(SPREAD * dice.bell())));
    if (outage != null && endpoint == brokenEndpoint) {
      byte[] json = json(id, endpoint, SLOWDOWN * micros, UNAVAILABLE, nowMs);
      context.transport().planted(Stream.REQUESTS, id, nowMs, json, outage);
    } else {
      byte[] json = json(id, endpoint, micros, usualStatus(), nowMs);
      context.transport().ordinary(Stream.REQUESTS, ENDPOINTS[endpoint], id, nowMs, json);
    }
  }

  /** One of the busiest endpoints is down for two to five minutes, longer where little happens. */
  @Override
  public void plantIncident(long nowMs) {
    if (outage != null && nowMs >= outageEndMs) {
      context.incidents().seal(outage);
      outage = null;
    }
    if (outages.isDue(nowMs) && outage == null) {
      brokenEndpoint = dice.below(BUSY);
      long wantedMs =
          Math.max(dice.between(SHORTEST_MS, LONGEST_MS), context.limits().recordsMs(RECORDS));
      outageEndMs = nowMs + context.limits().incidentMs(wantedMs);
      outage =
          context
              .incidents()
              .begin(TrafficLabel.Kind.OUTAGE, Stream.REQUESTS, ENDPOINTS[brokenEndpoint], 1);
    }
  }

  private int usualStatus() {
    int chance = dice.below(512);
    return chance < 2 ? 500 : chance < 12 ? 404 : chance < 16 ? 400 : chance < 60 ? 201 : 200;
  }

  private byte[] json(String id, int endpoint, long micros, int status, long timeMs) {
    EventLine line = context.line().open().id("event_id", id);
    line.id("endpoint_id", ENDPOINTS[endpoint]);
    if (dice.below(16) < 11) {
      line.id("user_id", users.name(users.draw()));
    }
    return line.measure("latency_ms", micros, 3).number("status_code", status).time(timeMs).close();
  }
}
