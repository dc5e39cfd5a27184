package io.millrace.deploy;

import io.millrace.domain.result.ResultType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The columns of results in Athena, by name with Hive's types, in the order of the records' fields.
 * Times and amounts are texts, as they are in the records: {@code from_iso8601_timestamp} and
 * {@code CAST(... AS DECIMAL(18, 4))} read them, and no amount passes through a binary float.
 */
final class AthenaColumns {
  private static final String TEXT = "string";
  private static final String COUNT = "bigint";
  private static final String REAL = "double";
  private static final String FLAG = "boolean";

  private final Map<String, String> columns = new LinkedHashMap<>();

  private AthenaColumns() {}

  static Map<String, String> of(ResultType type) {
    AthenaColumns of = new AthenaColumns();
    return switch (type) {
      case ALERTS ->
          of.texts("alert_id", "rule", "rule_version", "key", "severity", "event_time")
              .texts("window_start")
              .put("evidence", "array<string>")
              .texts("observed", "threshold", "explanation") // numbers of several kinds
              .columns;
      case CUSTOMER_ORDERS ->
          of.texts("customer_id").put("orders", COUNT).texts("event_time", "event_id").columns;
      case PRODUCT_REVENUE ->
          of.texts("product_id", "currency", "window_start", "window_end", "revenue")
              .counts("orders", "units")
              .columns;
      case ENDPOINT_LATENCY ->
          of.texts("endpoint_id", "window_start", "window_end")
              .counts("requests")
              .reals("mean_ms", "p50_ms", "p95_ms", "p99_ms", "max_ms")
              .columns;
      case DASHBOARD_MINUTES ->
          of.texts("window_start", "window_end")
              .put("revenue", "map<string,string>")
              .counts("orders", "active_users", "requests", "errors")
              .reals("error_rate")
              .columns;
      case FULFILLMENTS ->
          of.texts("order_id", "event_id", "product_id", "outcome")
              .counts("requested", "allocated")
              .put(
                  "allocations",
                  "array<struct<event_id:string,warehouse_id:string,quantity:bigint>>")
              .texts("decided_at")
              .columns;
      case ENRICHED_ORDERS ->
          of.texts("event_id", "order_id", "customer_id", "product_id")
              .counts("quantity")
              .texts("amount", "currency", "status")
              .put("test", FLAG)
              .texts("event_time", "product_name", "category", "revenue_tier")
              .columns;
      case SCORES ->
          of.texts("series_id", "event_time")
              .reals("value", "score", "expected", "deviation")
              .columns;
      case REJECTIONS ->
          of.texts("stream", "reason", "field", "detail", "raw", "raw_base64", "source").columns;
      case LATE -> of.texts("stream", "event_time", "watermark", "event").columns;
      case FAILED_LOGIN_WINDOWS ->
          of.texts("user_id", "window_start", "window_end").counts("failed_attempts").columns;
      case ALERT_SIGNALS -> of.texts("alert_id", "phase", "alert").columns;
    };
  }

  private AthenaColumns texts(String... names) {
    return all(TEXT, names);
  }

  private AthenaColumns counts(String... names) {
    return all(COUNT, names);
  }

  private AthenaColumns reals(String... names) {
    return all(REAL, names);
  }

  private AthenaColumns all(String type, String... names) {
    for (String name : names) {
      put(name, type);
    }
    return this;
  }

  private AthenaColumns put(String name, String type) {
    columns.put(name, type);
    return this;
  }
}
