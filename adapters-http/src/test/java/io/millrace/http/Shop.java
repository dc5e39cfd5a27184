package io.millrace.http;

import com.amazonaws.services.dynamodbv2.local.main.ServerRunner;
import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.queries.WindowSize;
import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.result.ResultReader;
import io.millrace.aws.tables.DynamoDashboard;
import io.millrace.aws.tables.DynamoEvidence;
import io.millrace.aws.tables.StoredWindows;
import io.millrace.aws.tables.Table;
import io.millrace.aws.tables.TableCreator;
import io.millrace.aws.tables.TableDefinition;
import io.millrace.aws.tables.TableItem;
import io.millrace.domain.kernel.UtcTime;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.result.AlertId;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A shop whose decisions are in AWS's own DynamoDB Local, in this process: the same for a seed. */
final class Shop implements AutoCloseable {
  static final String PREFIX = "shop-";
  private static final int BATCH = 25;

  /** The end of the newest minute. */
  final Instant now;

  private final Random random;
  private final DynamoDBProxyServer server;
  private final SdkAsyncHttpClient http = AwsAccess.http(50);
  private final DynamoDbAsyncClient client;
  private final List<ResultLine> waiting = new ArrayList<>();
  private Map<ResultType, WindowSize> windows =
      WindowSize.by(Catalogue.installed(), Policies.DEFAULT);
  private int alerts;

  Shop(long seed) throws Exception {
    this(seed, Instant.now().truncatedTo(ChronoUnit.MINUTES));
  }

  Shop(long seed, Instant now) throws Exception {
    this.now = now;
    random = new Random(seed);
    System.setProperty("sqlite4java.library.path", System.getProperty("java.io.tmpdir"));
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
    int port = freePort();
    server =
        ServerRunner.createServerFromCommandLineArgs(
            new String[] {"-inMemory", "-port", Integer.toString(port)});
    server.start();
    client =
        new AwsAccess("eu-central-1", URI.create("http://127.0.0.1:" + port))
            .configure(
                DynamoDbAsyncClient.builder(),
                DefaultRetryStrategy.standardStrategyBuilder().build())
            .httpClient(http)
            .build();
    new TableCreator(client, PREFIX).createAll(Catalogue.installed());
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** Has the tables of a larger catalogue too. */
  Shop withTablesOf(Catalogue catalogue) {
    new TableCreator(client, PREFIX).createAll(catalogue);
    return this;
  }

  DynamoDashboard queries() {
    return queries(Catalogue.installed());
  }

  DynamoDashboard queries(Catalogue catalogue) {
    return new DynamoDashboard(client, PREFIX, catalogue, Clock.systemUTC());
  }

  DynamoEvidence evidence() {
    return new DynamoEvidence(client, PREFIX, Clock.systemUTC());
  }

  /** Decides by other policies from now on, and writes what windows there are. */
  Shop by(Policies policies) {
    windows = WindowSize.by(Catalogue.installed(), policies);
    for (Table table : Table.all(Catalogue.installed())) {
      WindowSize size = windows.get(table.type());
      if (size != null) {
        Map<String, AttributeValue> item = StoredWindows.item(table, size, now);
        client.putItem(put -> put.tableName(table.named(PREFIX)).item(item)).join();
      }
    }
    return this;
  }

  private WindowSize window(ResultType type) {
    return Objects.requireNonNull(windows.get(type));
  }

  private Duration length(ResultType type) {
    return Duration.ofMillis(window(type).windowMs());
  }

  /** Minutes up to now. */
  Shop minutes(int count) {
    for (int back = count; back >= 1; back--) {
      minute(
          now.minus(length(ResultType.DASHBOARD_MINUTES).multipliedBy(back)),
          1 + 0.25 * Math.sin(back / 7.0));
    }
    return flush();
  }

  /** One minute; written at the next flush. */
  void minute(Instant start, double busy) {
    long requests = Math.round(busy * (900 + random.nextInt(120)));
    long errors = random.nextInt(12);
    add(
        ResultType.DASHBOARD_MINUTES,
        "{'window_start':'%s','window_end':'%s','revenue':{'EUR':'%s','USD':'%s'},'orders':%s,"
            + "'active_users':%s,'requests':%s,'errors':%s,'error_rate':%s}",
        iso(start),
        iso(start.plus(length(ResultType.DASHBOARD_MINUTES))),
        euros(busy * (1400 + random.nextInt(500))),
        euros(busy * (300 + random.nextInt(200))),
        20 + random.nextInt(9),
        Math.round(busy * (230 + random.nextInt(30))),
        requests,
        errors,
        (double) errors / requests);
  }

  /** Sales of the last hour. */
  Shop sales() {
    String[] products = {
      "Enamel mug, sage",
      "Linen apron",
      "Oak tray",
      "Tea towel set",
      "Beeswax wrap",
      "Glass jar 1 l",
      "Cast-iron pan",
      "Bread knife",
      "Salt cellar",
      "Wool throw"
    };
    Instant first = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(1));
    for (Instant start = first;
        start.isBefore(now);
        start = start.plus(length(ResultType.PRODUCT_REVENUE))) {
      for (int i = 0; i < products.length; i++) {
        int orders = 1 + random.nextInt(12 - i);
        String revenue = euros(orders * (18.9 + 7 * i));
        sale(products[i], "EUR", start, revenue, orders, orders + random.nextInt(5));
      }
    }
    return flush();
  }

  /** What a product earned in a window; written at the next flush. */
  void sale(String product, String currency, Instant start, String revenue, int orders, int units) {
    add(
        ResultType.PRODUCT_REVENUE,
        "{'product_id':'%s','currency':'%s','window_start':'%s','window_end':'%s',"
            + "'revenue':'%s','orders':%s,'units':%s}",
        product,
        currency,
        iso(start),
        iso(start.plus(length(ResultType.PRODUCT_REVENUE))),
        revenue,
        orders,
        units);
  }

  /** Latency of three endpoints over the last three hours, with a slow spell in one. */
  Shop latency() {
    WindowSize size = window(ResultType.ENDPOINT_LATENCY);
    Instant last = Instant.ofEpochMilli(size.lastEndedBy(now.toEpochMilli()));
    String[] endpoints = {"GET /api/products", "POST /api/checkout", "GET /api/search?q="};
    for (int e = 0; e < endpoints.length; e++) {
      for (int back = 185; back >= 5; back--) {
        Instant start = last.minusMillis((back - 5) * size.slideMs());
        boolean slow = e == 0 && back >= 24 && back <= 31;
        double mean = (40 + 25 * e) * (1 + 0.06 * random.nextGaussian()) * (slow ? 1.9 : 1);
        add(
            ResultType.ENDPOINT_LATENCY,
            "{'endpoint_id':'%s','window_start':'%s','window_end':'%s','requests':%s,"
                + "'mean_ms':%s,'p50_ms':%s,'p95_ms':%s,'p99_ms':%s,'max_ms':%s}",
            endpoints[e],
            iso(start),
            iso(start.plusMillis(size.windowMs())),
            2000 - 500 * e,
            mean,
            mean * 0.82,
            mean * (2.1 + 0.1 * random.nextDouble()),
            mean * (3.1 + 0.4 * random.nextDouble()),
            mean * 6);
      }
    }
    incident("latency:GET /api/products", now.minus(Duration.ofMinutes(26)), 231.5, 128.25);
    return flush();
  }

  Shop fulfilments(int count) {
    for (int i = 0; i < count; i++) {
      int allocated = random.nextInt(10) < 7 ? 4 : random.nextInt(4);
      String outcome =
          allocated == 4 ? "FULFILLED" : allocated == 0 ? "UNFULFILLED" : "PARTIALLY_FULFILLED";
      add(
          ResultType.FULFILLMENTS,
          "{'order_id':'order-%s','event_id':'placed-%s','product_id':'Oak tray','outcome':'%s',"
              + "'requested':4,'allocated':%s,'allocations':[],'decided_at':'%s'}",
          i,
          i,
          outcome,
          allocated,
          iso(now.minusMillis(1 + 3_000_000L * i / count)));
    }
    return flush();
  }

  Shop customer(String id, int orders) {
    add(
        ResultType.CUSTOMER_ORDERS,
        "{'customer_id':'%s','orders':%s,'event_time':'%s','event_id':'o-1'}",
        id,
        orders,
        iso(now));
    return flush();
  }

  /**
   * Alerts of every rule, the newest some seconds ago, each a while before the other; of anomalies
   * every third, the newest among them, goes on.
   */
  Shop alerts(int count, Duration apart) {
    for (int i = 0; i < count; i++) {
      Instant at = now.minusSeconds(5).minus(apart.multipliedBy(i));
      switch (i % 4) {
        case 0 -> bruteForce("user-" + (100 + i % 37), at);
        case 1 -> cardTesting("card-" + (4000 + i % 53), at);
        case 2 -> takeover("user-" + (100 + i % 37), at);
        default -> {
          if (i / 4 % 3 == 0) {
            anomaly("sensor-" + i % 11, at, 20 + i % 80, 71.25);
          } else {
            incident("sensor-" + i % 11, at, 20 + i % 80, 71.25);
          }
        }
      }
    }
    return flush();
  }

  /** An alert of a rule that no installed decision has. */
  Shop slowMill(String wheel) {
    String unused =
        raise(
            OneMoreRule.RULE,
            wheel,
            "LOW",
            now.minusSeconds(3),
            List.of(now.minusSeconds(3)),
            "7250",
            "41000",
            wheel + " turned once in 7250 ms.");
    return flush();
  }

  String bruteForce(String user, Instant at) {
    return raise(
        "brute-force-login",
        user,
        "HIGH",
        at,
        List.of(at.minusSeconds(41), at.minusSeconds(17), at),
        "41000",
        "60000",
        "3 consecutive failed logins of " + user + " within 41000 ms, less than 60000 ms.");
  }

  private String takeover(String user, Instant at) {
    return raise(
        "account-takeover-suspected",
        user,
        "CRITICAL",
        at,
        List.of(at.minusSeconds(50), at.minusSeconds(39), at.minusSeconds(12), at),
        "12000",
        "60000",
        user + " logged in 12000 ms after 3 consecutive failures, less than 60000 ms.");
  }

  private String cardTesting(String card, Instant at) {
    String id =
        raise(
            "card-testing",
            card,
            "CRITICAL",
            at,
            List.of(at.minusSeconds(301), at.minusSeconds(188), at.minusSeconds(74), at),
            "'349.90'",
            "'200.00'",
            "After 3 small payments " + card + " paid 349.90 EUR, at least 200.00 EUR.");
    return id;
  }

  /** Raises an alert about {@code card-4711} of two seconds ago, with the payments behind it. */
  String cardTesting() throws Exception {
    String card = "card-4711";
    Instant at = now.minusSeconds(2);
    String id = cardTesting(card, at);
    flush();
    keepPayments(id, card, at);
    return id;
  }

  private void keepPayments(String alertId, String card, Instant at) {
    List<AttributeValue> events = new ArrayList<>();
    long[] before = {301, 188, 74, 0};
    String[] amounts = {"1.00", "2.50", "0.99", "349.90"};
    for (int i = 0; i < before.length; i++) {
      String event =
          String.format(
                  Locale.ROOT,
                  "{'event_id':'%s-%d','card_id':'%s','merchant_id':'<b>Corner & Co</b>','amount':'%s',"
                      + "'currency':'EUR','outcome':'APPROVED','event_time':'%s'}",
                  card,
                  i,
                  card,
                  amounts[i],
                  iso(at.minusSeconds(before[i])))
              .replace('\'', '"');
      events.add(
          AttributeValue.fromM(
              Map.of(
                  "event_id", AttributeValue.fromS(card + "-" + i),
                  "stream", AttributeValue.fromS("payments"),
                  "json", AttributeValue.fromS(event))));
    }
    Map<String, AttributeValue> item =
        Map.of("alert_id", AttributeValue.fromS(alertId), "events", AttributeValue.fromL(events));
    client.putItem(put -> put.tableName(TableDefinition.EVIDENCE.named(PREFIX)).item(item)).join();
  }

  private void incident(String series, Instant at, double observed, double threshold) {
    over(anomaly(series, at, observed, threshold), series, at, observed, threshold);
  }

  /** Ends an anomaly three minutes and twenty seconds later; written at the next flush. */
  void over(String alertId, String series, Instant at, double observed, double threshold) {
    Instant end = at.plusSeconds(200);
    add(
        ResultType.INCIDENTS,
        "{'alert_id':'%s','series_id':'%s','started_at':'%s','ended_at':'%s','anomalous_values':9,"
            + "'mean':%s,'worst':%s,'worst_at':'%s','expected':%s,'explanation':'%s'}",
        alertId,
        series,
        iso(at),
        iso(end),
        observed,
        2 * observed,
        iso(at.plusSeconds(100)),
        threshold / 2,
        series + " was unusual for 200 s: 9 values, at most " + 2 * observed + ".");
  }

  /** Raises an alert about a series; written at the next flush. */
  String anomaly(String series, Instant at, double observed, double threshold) {
    return raise(
        "anomaly",
        series,
        "MEDIUM",
        at,
        List.of(at),
        Double.toString(observed),
        Double.toString(threshold),
        series + " was " + observed + ", beyond " + threshold + ".");
  }

  private String raise(
      String rule,
      String key,
      String severity,
      Instant at,
      List<Instant> events,
      String observed,
      String threshold,
      String explanation) {
    alerts++;
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      ids.add(key + "-" + i + (rule.equals("card-testing") ? "" : "-" + alerts));
    }
    String id = AlertId.of(rule, "1", key, ids);
    add(
        ResultType.ALERTS,
        "{'alert_id':'%s','rule':'%s','rule_version':'1','key':'%s','severity':'%s',"
            + "'event_time':'%s','window_start':'%s','evidence':['%s'],'observed':%s,"
            + "'threshold':%s,'explanation':'%s'}",
        id,
        rule,
        key,
        severity,
        iso(at),
        iso(events.get(0)),
        String.join("','", ids),
        observed,
        threshold,
        explanation);
    return id;
  }

  /** A result; written at the next flush. */
  void add(ResultType type, String form, Object... values) {
    String json = String.format(Locale.ROOT, form, values).replace('\'', '"');
    waiting.add(ResultReader.read(type, json.getBytes(StandardCharsets.UTF_8)));
    if (waiting.size() >= 1000) {
      var unused = flush();
    }
  }

  /** Writes what waits. */
  Shop flush() {
    Map<TableItem.Key, TableItem> items = new LinkedHashMap<>();
    waiting.stream().map(TableItem::of).forEach(item -> items.put(item.key(), item));
    waiting.clear();
    List<TableItem> all = List.copyOf(items.values());
    for (int i = 0; i < all.size(); i += BATCH) {
      Map<String, List<WriteRequest>> writes = new HashMap<>();
      for (TableItem item : all.subList(i, Math.min(i + BATCH, all.size()))) {
        writes
            .computeIfAbsent(item.table().named(PREFIX), unused -> new ArrayList<>())
            .add(
                WriteRequest.builder()
                    .putRequest(PutRequest.builder().item(item.attributes()).build())
                    .build());
      }
      client.batchWriteItem(request -> request.requestItems(writes)).join();
    }
    return this;
  }

  private static String iso(Instant at) {
    return UtcTime.format(at.toEpochMilli());
  }

  private static String euros(double amount) {
    return String.format(Locale.ROOT, "%.2f", amount);
  }

  @Override
  public void close() throws IOException {
    client.close();
    http.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("DynamoDB Local does not stop", e);
    }
  }
}
