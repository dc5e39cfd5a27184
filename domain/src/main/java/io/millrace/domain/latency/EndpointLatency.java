package io.millrace.domain.latency;

import io.millrace.domain.result.Result;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Role;
import io.millrace.domain.schema.Schema;

/** How long an endpoint took to answer in a window; start inclusive, end exclusive. */
public record EndpointLatency(
    String endpointId,
    long windowStartMs,
    long windowEndMs,
    long requests,
    double meanMs,
    double p50Ms,
    double p95Ms,
    double p99Ms,
    double maxMs)
    implements Result {
  /** Result {@code endpoint_latency}. */
  public static final Schema<EndpointLatency> SCHEMA =
      Schema.<EndpointLatency>of(
          "endpoint_latency",
          (window, out) ->
              out.text(window.endpointId)
                  .time(window.windowStartMs)
                  .time(window.windowEndMs)
                  .count(window.requests)
                  .real(window.meanMs)
                  .real(window.p50Ms)
                  .real(window.p95Ms)
                  .real(window.p99Ms)
                  .real(window.maxMs),
          in ->
              new EndpointLatency(
                  in.text(),
                  in.time(),
                  in.time(),
                  in.count(),
                  in.real(),
                  in.real(),
                  in.real(),
                  in.real(),
                  in.real()),
          Field.text("endpoint_id").key().as(Role.INDEX),
          Field.time("window_start").as(Role.INDEX),
          Field.time("window_end"),
          Field.count("requests").as(Role.REVISION),
          Field.real("mean_ms"),
          Field.real("p50_ms"),
          Field.real("p95_ms"),
          Field.real("p99_ms"),
          Field.real("max_ms"));

  @Override
  public Schema<EndpointLatency> schema() {
    return SCHEMA;
  }
}
