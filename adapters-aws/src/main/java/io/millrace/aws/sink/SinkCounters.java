package io.millrace.aws.sink;

import io.millrace.application.metrics.JobMetric;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;

/** A writer's counters, in its group and again, with rates, where the managed service looks. */
final class SinkCounters {
  final Counter written;
  final Counter retried;
  final Counter deadLetters;
  final Counter staleWrites;

  SinkCounters(MetricGroup group) {
    MetricGroup managed = group.addGroup(JobMetric.GROUP);
    written = counter(JobMetric.WRITTEN, group, managed);
    retried = counter(JobMetric.RETRIED, group, managed);
    deadLetters = counter(JobMetric.DEAD_LETTERS, group, managed);
    staleWrites = counter(JobMetric.STALE_WRITES, group, managed);
  }

  private static Counter counter(JobMetric metric, MetricGroup group, MetricGroup managed) {
    Counter counter = managed.counter(metric.id(), group.counter(metric.id()));
    managed.meter(metric.rateId(), new MeterView(counter));
    return counter;
  }
}
