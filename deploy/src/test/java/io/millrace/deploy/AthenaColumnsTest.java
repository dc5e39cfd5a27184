package io.millrace.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.wire.ResultType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AthenaColumnsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alerts | alert_id, rule, rule_version, key, severity, event_time, window_start,"
            + " evidence array<string>, observed, threshold, explanation",
        "customer_orders | customer_id, orders bigint, event_time, event_id",
        "product_revenue | product_id, currency, window_start, window_end, revenue, orders bigint,"
            + " units bigint",
        "endpoint_latency | endpoint_id, window_start, window_end, requests bigint, mean_ms double,"
            + " p50_ms double, p95_ms double, p99_ms double, max_ms double",
        "dashboard_minutes | window_start, window_end, revenue map<string,string>, orders bigint,"
            + " active_users bigint, requests bigint, errors bigint, error_rate double",
        "fulfillments | order_id, event_id, product_id, outcome, requested bigint,"
            + " allocated bigint,"
            + " allocations array<struct<event_id:string,warehouse_id:string,quantity:bigint>>,"
            + " decided_at",
        "enriched_orders | event_id, order_id, customer_id, product_id, quantity bigint, amount,"
            + " currency, status, test boolean, event_time, product_name, category, revenue_tier",
        "scores | series_id, event_time, value double, score double, expected double,"
            + " deviation double",
        "rejections | stream, reason, field, detail, raw, raw_base64, source",
        "late | stream, event_time, watermark, event",
        "alert_signals | alert_id, phase, alert",
        "failed_login_windows | user_id, window_start, window_end, failed_attempts bigint",
        "incidents | alert_id, series_id, started_at, ended_at, anomalous_values bigint, mean double,"
            + " worst double, worst_at, expected double, explanation"
      })
  void columns_are_the_fields(String result, String columns) {
    ResultType type = Catalogue.installed().resultType(result).orElseThrow();
    assertThat(AthenaColumns.of(type).entrySet())
        .extracting(column -> (column.getKey() + " " + column.getValue()).replace(" string", ""))
        .hasToString("[" + columns + "]");
  }
}
