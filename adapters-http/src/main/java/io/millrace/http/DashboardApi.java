package io.millrace.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.application.queries.DashboardQueries;
import io.millrace.application.queries.Found;
import io.millrace.application.queries.LatencyBand;
import io.millrace.application.queries.LatencySample;
import io.millrace.application.queries.Page;
import io.millrace.application.queries.Position;
import io.millrace.application.queries.RevenueTotals;
import io.millrace.application.queries.TimeRange;
import io.millrace.application.queries.WindowSize;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.anomaly.AnomalyDetection;
import io.millrace.domain.fulfillment.Outcome;
import io.millrace.domain.kernel.UtcTime;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The addresses that tell what was decided. */
final class DashboardApi {
  private static final long HOUR_MS = 3_600_000;
  private static final long DAY_MS = 24 * HOUR_MS;

  private static final long LONGEST_MINUTES_MS = 2 * DAY_MS;
  private static final long LONGEST_REVENUE_MS = 6 * HOUR_MS;
  private static final long LONGEST_LATENCY_MS = DAY_MS;
  private static final long LONGEST_FULFILLMENTS_MS = 31 * DAY_MS;
  private static final int COUNTED_FULFILLMENTS = 1000;
  static final int PAGE = 50;
  private static final int LONGEST_PAGE = 500;

  static final Param<Long> FROM =
      Param.time("from", "Start of the range of event time, inclusive.");
  static final Param<Long> TO =
      Param.time(
          "to", "End of the range of event time, exclusive; without it, the newest data's end.");
  static final Param<Integer> LIMIT =
      Param.number("limit", 1, LONGEST_PAGE, PAGE, "The most items of a page.");
  private static final Param<Integer> TOP =
      Param.number("limit", 1, LONGEST_PAGE, 10, "The most products of each currency.");
  static final Param<Position> CURSOR = Param.cursor();
  private static final Param<String> PRODUCT =
      Param.text("product_id", "The product's id.").asRequired();
  private static final Param<String> ENDPOINT =
      Param.text("endpoint_id", "The endpoint's id.").asRequired();
  private static final Param<String> CUSTOMER =
      Param.text("customer_id", "The customer's id.").asRequired();
  private static final Param<String> ORDER =
      Param.text("order_id", "Fulfilments of one order; then there is no range.");

  private final DashboardQueries queries;
  private final DataFreshness freshness;
  private final AnomalyDetection detection;

  /**
   * Over what was decided.
   *
   * @param detection what is usual of latencies
   */
  DashboardApi(DashboardQueries queries, DataFreshness freshness, AnomalyDetection detection) {
    this.queries = queries;
    this.freshness = freshness;
    this.detection = detection;
  }

  List<Route> routes() {
    return List.of(
        new Route(
                "/api/v1/minutes",
                "Revenue, orders, active users, requests and errors by minute, oldest first; by"
                    + " default the last hour, at most two days.",
                AnswerSchema.windows("minutes", ResultType.DASHBOARD_MINUTES),
                List.of(FROM, TO),
                this::minutes)
            .toldEvery(1),
        new Route(
                "/api/v1/products",
                "Revenue of the best-selling products over their windows; by default the last hour,"
                    + " at most six hours, or two windows if that is longer.",
                AnswerSchema.named("Products"),
                List.of(FROM, TO, TOP),
                this::products)
            .toldEvery(5),
        new Route(
            "/api/v1/products/windows",
            "Revenue of one product by window, oldest first; by default the last hour, at most"
                + " two days.",
            AnswerSchema.windows("windows", ResultType.PRODUCT_REVENUE),
            List.of(PRODUCT, FROM, TO),
            this::productWindows),
        new Route(
                "/api/v1/endpoints",
                "The newest latency of each endpoint.",
                AnswerSchema.named("Endpoints"),
                List.of(),
                this::endpoints)
            .toldEvery(5),
        new Route(
            "/api/v1/latency",
            "Latency of one endpoint by sliding window, oldest first, each with the band in which"
                + " its mean was expected; by default the last hour, at most a day.",
            AnswerSchema.named("Latency"),
            List.of(ENDPOINT, FROM, TO),
            this::latency),
        new Route(
            "/api/v1/fulfillments",
            "Fulfilments by the time of their decision, newest first; by default of the last day,"
                + " at most 31 days.",
            AnswerSchema.page("fulfillments", ResultType.FULFILLMENTS),
            List.of(ORDER, FROM, TO, LIMIT, CURSOR),
            this::fulfillments),
        new Route(
                "/api/v1/fulfillments/outcomes",
                "How many of the newest 1,000 fulfilments had which outcome; by default of the last"
                    + " hour, at most 31 days.",
                AnswerSchema.named("Outcomes"),
                List.of(FROM, TO),
                this::outcomes)
            .toldEvery(2),
        new Route(
            "/api/v1/customers",
            "How many orders a customer has completed.",
            AnswerSchema.of(ResultType.CUSTOMER_ORDERS),
            List.of(CUSTOMER),
            this::customer));
  }

  private byte[] minutes(Arguments arguments) {
    TimeRange range = range(arguments, HOUR_MS, LONGEST_MINUTES_MS);
    Found minutes = queries.windows(ResultType.DASHBOARD_MINUTES, range);
    return ranged(range, ResultType.DASHBOARD_MINUTES, "minutes", minutes);
  }

  private byte[] products(Arguments arguments) {
    WindowSize size = queries.windowSize(ResultType.PRODUCT_REVENUE);
    TimeRange range = range(arguments, orTwo(size, HOUR_MS), orTwo(size, LONGEST_REVENUE_MS));
    RevenueTotals totals = new RevenueTotals();
    Found windows = queries.windows(ResultType.PRODUCT_REVENUE, range);
    windows.items().forEach(window -> add(StoredResult.read(window), totals));
    return ranged(
        range,
        json -> {
          size(json, size);
          json.writeBooleanField("complete", windows.isComplete() && !totals.overlaps());
          json.writeArrayFieldStart("products");
          Map<String, Integer> shown = new HashMap<>();
          for (RevenueTotals.Total total : totals.biggestFirst()) {
            if (shown.merge(total.currency(), 1, Integer::sum) <= arguments.get(TOP, 10)) {
              product(json, total);
            }
          }
          json.writeEndArray();
        });
  }

  private static void product(JsonGenerator json, RevenueTotals.Total total) throws IOException {
    json.writeStartObject();
    json.writeStringField("product_id", total.productId());
    json.writeStringField("currency", total.currency());
    json.writeStringField("revenue", total.revenue().toPlainString());
    json.writeNumberField("orders", total.orders());
    json.writeNumberField("units", total.units());
    json.writeEndObject();
  }

  private static void add(StoredResult window, RevenueTotals totals) {
    totals.add(
        window.time("window_start"),
        window.time("window_end"),
        new RevenueTotals.Total(
            window.text("product_id"),
            window.text("currency"),
            new BigDecimal(window.text("revenue")),
            window.count("orders"),
            window.count("units")));
  }

  private byte[] productWindows(Arguments arguments) {
    WindowSize size = queries.windowSize(ResultType.PRODUCT_REVENUE);
    TimeRange range = range(arguments, orTwo(size, HOUR_MS), LONGEST_MINUTES_MS);
    Found windows =
        queries.windowsOf(ResultType.PRODUCT_REVENUE, arguments.require(PRODUCT), range);
    return ranged(range, ResultType.PRODUCT_REVENUE, "windows", windows);
  }

  private byte[] endpoints(Arguments arguments) {
    Map<String, byte[]> newest = new TreeMap<>();
    for (byte[] window :
        queries.newestWindows(ResultType.ENDPOINT_LATENCY, freshness.newestEndMs())) {
      newest.putIfAbsent(StoredResult.read(window).text("endpoint_id"), window);
    }
    WindowSize size = queries.windowSize(ResultType.ENDPOINT_LATENCY);
    return Json.object(
        json -> {
          size(json, size);
          Json.rawField(json, "endpoints", List.copyOf(newest.values()));
        });
  }

  private byte[] latency(Arguments arguments) {
    WindowSize size = queries.windowSize(ResultType.ENDPOINT_LATENCY);
    TimeRange range = range(arguments, orTwo(size, HOUR_MS), orTwo(size, LONGEST_LATENCY_MS));
    TimeRange withHistory = new TimeRange(bandsFromMs(size, range.fromMs()), range.toMs());
    Found found =
        queries.windowsOf(ResultType.ENDPOINT_LATENCY, arguments.require(ENDPOINT), withHistory);
    List<byte[]> windows = found.items();
    List<LatencySample> history = windows.stream().map(DashboardApi::sample).toList();
    List<Optional<LatencyBand>> bands = LatencyBand.of(history, detection);
    int before =
        (int) history.stream().takeWhile(one -> one.windowStartMs() < range.fromMs()).count();
    return ranged(
        range,
        json -> {
          size(json, size);
          json.writeBooleanField("complete", found.isComplete());
          json.writeStringField("endpoint_id", arguments.require(ENDPOINT));
          Json.rawField(json, "windows", windows.subList(before, windows.size()));
          json.writeArrayFieldStart("bands");
          for (int i = before; i < windows.size(); i++) {
            band(json, bands.get(i), history.get(i).meanMs());
          }
          json.writeEndArray();
        });
  }

  /**
   * Where the windows begin that count for the bands of a range. It stays the same for hours, so
   * that a band does not change from one answer to the next.
   */
  private static long bandsFromMs(WindowSize size, long fromMs) {
    long countedMs = size.windowMs() + LatencyBand.WINDOWS * size.slideMs();
    return Math.max(0, (Math.floorDiv(fromMs, countedMs) - 1) * countedMs);
  }

  private static LatencySample sample(byte[] window) {
    StoredResult result = StoredResult.read(window);
    return new LatencySample(
        result.time("window_start"), result.time("window_end"), result.real("mean_ms"));
  }

  private static void band(JsonGenerator json, Optional<LatencyBand> band, double meanMs)
      throws IOException {
    if (band.isEmpty()) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeNumberField("expected_ms", band.get().expectedMs());
    json.writeNumberField("low_ms", band.get().lowMs());
    json.writeNumberField("high_ms", band.get().highMs());
    json.writeBooleanField("outside", band.get().excludes(meanMs));
    json.writeEndObject();
  }

  private byte[] fulfillments(Arguments arguments) {
    int limit = arguments.get(LIMIT, PAGE);
    Position before = arguments.get(CURSOR);
    String order = arguments.get(ORDER);
    if (order != null) {
      return page("fulfillments", queries.fulfillmentsOf(order, before, limit));
    }
    TimeRange range = range(arguments, DAY_MS, LONGEST_FULFILLMENTS_MS);
    return page("fulfillments", queries.fulfillments(range, before, limit));
  }

  private byte[] outcomes(Arguments arguments) {
    TimeRange range = range(arguments, HOUR_MS, LONGEST_FULFILLMENTS_MS);
    Page newest = queries.fulfillments(range, null, COUNTED_FULFILLMENTS);
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    for (byte[] fulfillment : newest.items()) {
      counts.merge(
          Outcome.valueOf(StoredResult.read(fulfillment).text("outcome")), 1, Integer::sum);
    }
    return ranged(
        range,
        json -> {
          json.writeBooleanField("complete", newest.next() == null);
          json.writeObjectFieldStart("outcomes");
          for (Outcome outcome : Outcome.values()) {
            json.writeNumberField(outcome.name(), counts.getOrDefault(outcome, 0));
          }
          json.writeEndObject();
        });
  }

  private byte[] customer(Arguments arguments) {
    String id = arguments.require(CUSTOMER);
    return queries
        .one(ResultType.CUSTOMER_ORDERS, id)
        .orElseThrow(() -> Problem.notFound("customer with orders", CUSTOMER.name(), id));
  }

  /** A length of time, or that of two windows, of which one has ended. */
  private static long orTwo(WindowSize size, long lengthMs) {
    return Math.max(lengthMs, 2 * size.windowMs());
  }

  private static void size(JsonGenerator json, WindowSize size) throws IOException {
    json.writeNumberField("window_ms", size.windowMs());
    json.writeNumberField("slide_ms", size.slideMs());
  }

  static byte[] page(String name, Page page) {
    Position next = page.next();
    return Json.object(
        json -> {
          Json.rawField(json, name, page.items());
          json.writeStringField("next", next == null ? null : Param.cursor(next));
        });
  }

  private byte[] ranged(TimeRange range, ResultType type, String name, Found results) {
    WindowSize size = queries.windowSize(type);
    return ranged(
        range,
        json -> {
          size(json, size);
          json.writeBooleanField("complete", results.isComplete());
          Json.rawField(json, name, results.items());
        });
  }

  private static byte[] ranged(TimeRange range, Json.Content rest) {
    return Json.object(
        json -> {
          json.writeStringField("from", UtcTime.format(range.fromMs()));
          json.writeStringField("to", UtcTime.format(range.toMs()));
          rest.write(json);
        });
  }

  /** The range that is asked for; without a start as long as preset, without an end up to date. */
  private TimeRange range(Arguments arguments, long presetMs, long longestMs) {
    Long given = arguments.get(TO);
    Long start = arguments.get(FROM);
    long to;
    if (given != null) {
      to = given;
    } else {
      to = freshness.newestEndMs();
      if (start != null && to < start) {
        to = Math.min(start + presetMs, UtcTime.MAX_MS);
      }
    }
    TimeRange range = ordered(start == null ? Math.max(0, to - presetMs) : start, to, arguments);
    if (range.lengthMs() > longestMs) {
      throw Problem.ofParameter(
          FROM.name(),
          arguments.texts().getOrDefault(FROM.name(), "not given"),
          "from must be at most " + longestMs / HOUR_MS + " hours before to.");
    }
    return range;
  }

  static TimeRange ordered(long from, long to, Arguments arguments) {
    if (from > to) {
      throw Problem.ofParameter(
          FROM.name(),
          arguments.texts().getOrDefault(FROM.name(), "not given"),
          "from must not be after to.");
    }
    return new TimeRange(from, to);
  }
}
