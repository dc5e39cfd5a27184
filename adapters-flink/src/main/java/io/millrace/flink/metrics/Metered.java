package io.millrace.flink.metrics;

import io.millrace.application.metrics.JobMetric;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;

/** Counters with a rate: what only grows cannot be alarmed on. */
public final class Metered {
  private Metered() {}

  /** Where the managed service looks for the metrics of an operator. */
  public static MetricGroup group(MetricGroup operator) {
    return operator.addGroup(JobMetric.GROUP);
  }

  /** A counter with its rate. */
  public static Counter counter(MetricGroup group, JobMetric metric) {
    Counter counter = group.counter(metric.id());
    rate(group, metric, counter);
    return counter;
  }

  /** The rate of a counter, over the last minute. */
  static MeterView rate(MetricGroup group, JobMetric metric, Counter counter) {
    return group.meter(metric.rateId(), new MeterView(counter));
  }
}
