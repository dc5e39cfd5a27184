package io.millrace.deploy;

import io.millrace.application.metrics.JobMetric;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.constructs.Construct;

/**
 * One page of CloudWatch: alarms first, then what comes in, what goes out, and how the job is. A
 * graph shows one metric of the job's own: CloudWatch answers one such query at a time.
 */
final class Board extends Construct {
  private static final int WIDTH = 8;
  private static final int FULL = 24;

  Board(Construct scope, Deployment deployment, Metrics metrics, List<Alarm> alarms) {
    super(scope, "Board");
    Dashboard board =
        Dashboard.Builder.create(this, "Dashboard")
            .dashboardName(deployment.options().prefix())
            .build();
    board.addWidgets(
        AlarmStatusWidget.Builder.create().title("Alarms").alarms(alarms).width(FULL).build());
    board.addWidgets(
        graph("Accepted, records a second", rate(metrics, JobMetric.ACCEPTED)),
        graph("Rejected, records a second", rate(metrics, JobMetric.REJECTED)),
        graph("Late, % of a stream", metrics.own("MAX", JobMetric.LATE_PERCENT.id())));
    board.addWidgets(
        graph("Results a second", rate(metrics, JobMetric.RESULTS)),
        graph("Written by sinks, a second", rate(metrics, JobMetric.WRITTEN)),
        graph("Sent again by sinks, a second", rate(metrics, JobMetric.RETRIED)));
    board.addWidgets(
        graph("Behind the sources", behind(deployment, metrics)),
        graph("Dead letters a second", rate(metrics, JobMetric.DEAD_LETTERS)),
        graph("Gone from Kafka unread, a second", rate(metrics, JobMetric.EXPIRED)));
    board.addWidgets(
        graph("Watermark behind, ms", metrics.own("MAX", JobMetric.WATERMARK_AGE.id())),
        graph("Watermark ahead, ms", metrics.own("MAX", JobMetric.WATERMARK_AHEAD.id())),
        graph("Event to result, ms", metrics.own("MAX", JobMetric.LATENCY.id())));
    board.addWidgets(
        graph(
            "Utilisation, %",
            metrics.max("cpuUtilization"),
            metrics.max("heapMemoryUtilization"),
            metrics.max("containerMemoryUtilization")),
        graph(
            "Checkpoints: duration, ms; size, bytes",
            metrics.max("lastCheckpointDuration"),
            metrics.max("lastCheckpointSize")),
        graph("KPUs and restarts", metrics.max("KPUs"), metrics.growth("numRestarts")));
  }

  private static IMetric[] behind(Deployment deployment, Metrics metrics) {
    List<IMetric> behind = new ArrayList<>();
    if (!deployment.kinesisSources().isEmpty()) {
      behind.add(metrics.max(Metrics.KINESIS_BEHIND));
    }
    if (!deployment.kafkaSources().isEmpty()) {
      behind.add(metrics.own("MAX", Metrics.KAFKA_LAG));
    }
    return behind.toArray(IMetric[]::new);
  }

  private static IMetric rate(Metrics metrics, JobMetric metric) {
    return metrics.own("SUM", metric.rateId());
  }

  private static GraphWidget graph(String title, IMetric... metrics) {
    return GraphWidget.Builder.create().title(title).left(List.of(metrics)).width(WIDTH).build();
  }
}
