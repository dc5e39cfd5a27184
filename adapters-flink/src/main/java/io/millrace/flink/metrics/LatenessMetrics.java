package io.millrace.flink.metrics;

import io.millrace.application.metrics.JobMetric;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What a decision in a job of one's own shows of the events that come to it. */
public final class LatenessMetrics {
  private final Counter accepted;
  private final Counter late;

  public LatenessMetrics(MetricGroup operator, String decision) {
    MetricGroup group = Metered.group(operator).addGroup("decision", decision);
    this.accepted = Metered.counter(group, JobMetric.ACCEPTED);
    this.late = Metered.counter(group, JobMetric.LATE);
  }

  public void accepted() {
    accepted.inc();
  }

  public void late() {
    late.inc();
  }
}
