package io.millrace.benchmarks.api;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.aws.tables.TableCreator;
import io.millrace.aws.tables.TableItem;
import io.millrace.domain.dashboard.DashboardMinute;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertId;
import io.millrace.domain.result.Measure;
import io.millrace.domain.result.Result;
import io.millrace.domain.result.Severity;
import io.millrace.json.JsonWireFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Tables with minutes up to now, and alerts, one every 31 seconds, back from now. */
final class FullTables {
  static final String PREFIX = "bench_";
  private static final long MINUTE_MS = 60_000;
  private static final long BETWEEN_ALERTS_MS = 31_000;
  private static final int BATCH = 25;

  private final DynamoDbAsyncClient client;
  private final ResultEncoder encoder = new JsonWireFormat().encoder();
  private final List<TableItem> waiting = new ArrayList<>();
  private final long endMs;

  FullTables(DynamoDbAsyncClient client, long nowMs) {
    this.client = client;
    this.endMs = nowMs - nowMs % MINUTE_MS;
    new TableCreator(client, PREFIX).createAll(Catalogue.installed());
  }

  /** Where the newest minute ends. */
  long endMs() {
    return endMs;
  }

  void fill(int minutes, int alerts) {
    for (int back = 1; back <= minutes; back++) {
      put(minute(endMs - back * MINUTE_MS, back));
    }
    for (int i = 0; i < alerts; i++) {
      put(alert(endMs - 1 - i * BETWEEN_ALERTS_MS, i));
      if (i % 10_000 == 9_999) {
        System.err.printf("%,d of %,d alerts%n", i + 1, alerts);
      }
    }
    flush();
  }

  /** What a page asks, and somebody who looks at a whole day, and for one alert's key. */
  List<String> questions() {
    return List.of(
        "/api/v1/minutes",
        "/api/v1/alerts",
        "/api/v1/minutes?from=" + (endMs - 1440 * MINUTE_MS) + "&to=" + endMs,
        "/api/v1/alerts?rule=anomaly",
        "/api/v1/alerts?severity=HIGH&limit=100",
        "/api/v1/alerts?key=key-7",
        "/api/v1/alerts?from=" + (endMs - 60 * MINUTE_MS),
        "/api/v1/fulfillments/outcomes",
        "/api/v1/endpoints",
        "/api/v1/freshness");
  }

  private static DashboardMinute minute(long startMs, int n) {
    return new DashboardMinute(
        startMs, startMs + MINUTE_MS, List.of(), n % 40, n % 300, 1000, n % 7, n % 7 / 1000.0);
  }

  private static Alert alert(long timeMs, int n) {
    boolean isAttack = n % 2 == 0;
    String rule = isAttack ? "brute-force-login" : "anomaly";
    String key = "key-" + n % 997;
    List<String> evidence =
        isAttack ? List.of("e-" + n + "-1", "e-" + n + "-2", "e-" + n) : List.of("e-" + n);
    return new Alert(
        AlertId.of(rule, "1", key, evidence),
        rule,
        "1",
        key,
        isAttack ? Severity.HIGH : Severity.MEDIUM,
        timeMs,
        timeMs - 20_000,
        evidence,
        new Measure.Millis(20_000),
        new Measure.Millis(60_000),
        "One of many alerts, with a sentence about as long as those of the rules have.");
  }

  private void put(Result result) {
    waiting.add(TableItem.of(encoder.line(result, null)));
    if (waiting.size() == BATCH) {
      flush();
    }
  }

  private void flush() {
    Map<String, List<WriteRequest>> writes = new HashMap<>();
    for (TableItem item : waiting) {
      writes
          .computeIfAbsent(item.table().named(PREFIX), unused -> new ArrayList<>())
          .add(
              WriteRequest.builder()
                  .putRequest(PutRequest.builder().item(item.attributes()).build())
                  .build());
    }
    waiting.clear();
    if (!writes.isEmpty()) {
      client.batchWriteItem(request -> request.requestItems(writes)).join();
    }
  }
}
