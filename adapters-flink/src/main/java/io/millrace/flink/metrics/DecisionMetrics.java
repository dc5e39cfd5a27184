package io.millrace.flink.metrics;

import io.millrace.application.metrics.JobMetric;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What the operator of a decision shows to those who watch the job. */
public final class DecisionMetrics {
  private final LongSupplier clock;
  private final Counter results;
  private volatile long latencyMs;

  /** {@code clock} tells milliseconds since the epoch. */
  public DecisionMetrics(MetricGroup operator, String decision, LongSupplier clock) {
    MetricGroup group = Metered.group(operator).addGroup("decision", decision);
    this.clock = clock;
    this.results = Metered.counter(group, JobMetric.RESULTS);
    group.gauge(JobMetric.LATENCY.id(), (Gauge<Long>) () -> latencyMs);
  }

  /** Something was decided, and {@code dueMs} is the event time at which it had to be. */
  public void decided(long dueMs) {
    results.inc();
    latencyMs = Math.max(0, clock.getAsLong() - dueMs);
  }
}
