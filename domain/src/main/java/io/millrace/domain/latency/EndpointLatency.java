package io.millrace.domain.latency;

import io.millrace.domain.result.Result;
import io.millrace.domain.result.ResultType;

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
  @Override
  public ResultType type() {
    return ResultType.ENDPOINT_LATENCY;
  }
}
