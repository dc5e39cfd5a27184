package io.millrace.application.queries;

import io.millrace.application.wire.ResultType;
import io.millrace.domain.dashboard.DashboardPolicy;
import io.millrace.domain.latency.LatencyPolicy;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.revenue.RevenuePolicy;
import java.io.Serializable;
import java.util.Map;

/**
 * What windows a kind of result has: how long each is, and how often one begins, in milliseconds.
 * All begin at multiples of the slide.
 */
public record WindowSize(long windowMs, long slideMs) implements Serializable {
  /** The sizes of the windows that are looked up, by policies. */
  public static Map<ResultType, WindowSize> by(Policies policies) {
    LatencyPolicy latency = policies.of(LatencyPolicy.SECTION);
    return Map.of(
        ResultType.DASHBOARD_MINUTES,
        tumbling(policies.of(DashboardPolicy.SECTION).windowMs()),
        ResultType.PRODUCT_REVENUE,
        tumbling(policies.of(RevenuePolicy.SECTION).windowMs()),
        ResultType.ENDPOINT_LATENCY,
        new WindowSize(latency.windowMs(), latency.slideMs()));
  }

  /** Windows that follow each other without a gap. */
  public static WindowSize tumbling(long windowMs) {
    return new WindowSize(windowMs, windowMs);
  }

  /** The first begin of a window at an instant or after it. */
  public long startFrom(long epochMs) {
    return -Math.floorDiv(-epochMs, slideMs) * slideMs;
  }

  /** The begin of the last window that has ended by an instant. */
  public long lastEndedBy(long epochMs) {
    return Math.floorDiv(epochMs - windowMs, slideMs) * slideMs;
  }
}
