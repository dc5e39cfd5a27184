package io.millrace.flink.latency;

import io.millrace.domain.latency.EndpointLatency;
import io.millrace.domain.latency.LatencyPane;
import io.millrace.domain.latency.LatencyPolicy;
import io.millrace.domain.latency.ResponseTime;
import io.millrace.domain.result.Result;
import io.millrace.flink.sql.Query;
import io.millrace.flink.sql.RowSchema;
import io.millrace.flink.sql.Rows;
import io.millrace.flink.sql.Template;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;

/**
 * The latency of endpoints in SQL.
 *
 * @param panes the type of what {@link LatencySummary} sums up in
 */
public record LatencyQuery(LatencyPolicy policy, TypeInformation<LatencyPane> panes)
    implements Query<ResponseTime> {
  @Override
  public String table() {
    return "response_times";
  }

  @Override
  public RowSchema columns() {
    return new RowSchema().text("endpoint_id").real("latency_ms").time();
  }

  @Override
  public Row row(String endpointId, ResponseTime time) {
    return Row.of(endpointId, time.latencyMs(), Instant.ofEpochMilli(time.eventTimeMs()));
  }

  @Override
  public String script() {
    return Template.beside(LatencyQuery.class, "endpoint-latency.sql")
        .withInterval("slide", policy.slideMs())
        .withInterval("window", policy.windowMs())
        .text();
  }

  @Override
  public void register(TableEnvironment tables) {
    tables.createTemporarySystemFunction("latency_summary", new LatencySummary(panes));
  }

  @Override
  public Result result(Row row) {
    Row summary = (Row) Rows.value(row, "summary");
    return new EndpointLatency(
        Rows.text(row, "endpoint_id"),
        Rows.timeMs(row, "window_start"),
        Rows.timeMs(row, "window_end"),
        Rows.count(summary, "requests"),
        Rows.real(summary, "mean_ms"),
        Rows.real(summary, "p50_ms"),
        Rows.real(summary, "p95_ms"),
        Rows.real(summary, "p99_ms"),
        Rows.real(summary, "max_ms"));
  }
}
