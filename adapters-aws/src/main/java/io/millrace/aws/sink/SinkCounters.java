package io.millrace.aws.sink;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** A writer's counters, in its group and again where the managed service looks for metrics. */
final class SinkCounters {
  private static final String MANAGED_SERVICE = "kinesisanalytics";

  final Counter written;
  final Counter retried;
  final Counter deadLetters;
  final Counter staleWrites;

  SinkCounters(MetricGroup group) {
    MetricGroup managed = group.addGroup(MANAGED_SERVICE);
    written = counter("written", group, managed);
    retried = counter("retried", group, managed);
    deadLetters = counter("deadLetters", group, managed);
    staleWrites = counter("staleWrites", group, managed);
  }

  private static Counter counter(String name, MetricGroup group, MetricGroup managed) {
    return managed.counter(name, group.counter(name));
  }
}
