package io.millrace.deploy;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;

/** Metrics of the service, of Kinesis, and of the job itself. */
record Metrics(DeployOptions options) {
  /** Milliseconds; of the slowest shard. */
  static final String KINESIS_BEHIND = "millisBehindLatest";

  /** Records; of the slowest partition. */
  static final String KAFKA_LAG = "records_lag_max";

  private static final String NAMESPACE = "AWS/KinesisAnalytics";
  private static final Duration MINUTE = Duration.minutes(1);

  /** A metric of the application, the highest of its subtasks'. */
  Metric max(String name) {
    return Metric.Builder.create()
        .namespace(NAMESPACE)
        .metricName(name)
        .dimensionsMap(Map.of("Application", options.prefix()))
        .statistic("Maximum")
        .period(MINUTE)
        .build();
  }

  /** A metric of a load balancer's targets. */
  static Metric ofBalancer(String name, String statistic, Map<String, String> dimensions) {
    return Metric.Builder.create()
        .namespace("AWS/ApplicationELB")
        .metricName(name)
        .dimensionsMap(dimensions)
        .statistic(statistic)
        .period(MINUTE)
        .build();
  }

  /** By how much a metric that only grows has grown since the minute before. */
  IMetric growth(String name) {
    return MathExpression.Builder.create()
        .expression("DIFF(m)")
        .usingMetrics(Map.of("m", max(name)))
        .label(name)
        .period(MINUTE)
        .build();
  }

  /** A metric of the job's own over all its subtasks, whatever else it is reported by. */
  IMetric own(String function, String name) {
    return MathExpression.Builder.create()
        .expression(
            "SELECT "
                + function
                + "("
                + name
                + ") FROM \""
                + NAMESPACE
                + "\" WHERE Application = '"
                + options.prefix()
                + "'")
        .label(name)
        .period(MINUTE)
        .build();
  }
}
