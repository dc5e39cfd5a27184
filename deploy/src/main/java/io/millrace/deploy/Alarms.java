package io.millrace.deploy;

import io.millrace.application.metrics.JobMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/** The alarms; each says what to do. docs/operations.md has a paragraph on each, by its name. */
final class Alarms extends Construct {
  private static final double CHECKPOINT_SHARE = 0.8;

  private final DeployOptions options;
  private final ITopic topic;
  private final List<Alarm> all = new ArrayList<>();

  Alarms(Construct scope, Deployment deployment, Metrics metrics, ITopic topic) {
    super(scope, "Alarms");
    this.options = deployment.options();
    this.topic = topic;
    health(metrics);
    if (!deployment.kinesisSources().isEmpty()) {
      behind(metrics);
    }
    if (!deployment.kafkaSources().isEmpty()) {
      lag(metrics);
      expired(metrics);
    }
    capacity(metrics);
    data(metrics);
    clocks(metrics);
  }

  List<Alarm> all() {
    return all;
  }

  /**
   * Those of the API.
   *
   * @param dimensions what CloudWatch knows its targets by
   */
  void dashboard(Map<String, String> dimensions) {
    alarm(
        "dashboard-down",
        Metrics.ofBalancer("HealthyHostCount", "Minimum", dimensions),
        ComparisonOperator.LESS_THAN_THRESHOLD,
        1,
        5,
        5,
        TreatMissingData.BREACHING,
        "No task of the dashboard answers. Read the events of its service and the newest lines of"
            + " its log: an image that cannot be fetched, or a subnet without a way to ECR, is"
            + " named there.");
    above(
        "dashboard-errors",
        Metrics.ofBalancer("HTTPCode_Target_5XX_Count", "Sum", dimensions),
        10,
        5,
        "The dashboard answers with errors. Ask its address for /api/v1/health: 503 means that the"
            + " tables cannot be read, by its role or at all.");
  }

  private void health(Metrics metrics) {
    above(
        "failing",
        metrics.max("failingTime"),
        0,
        1,
        "The job is failing and does not run. Read the newest exception in its log; if it came with"
            + " a deployment, roll back.");
    above(
        "restarting",
        metrics.max("restartingTime"),
        0,
        5,
        "The job has been restarting for five minutes and decides nothing. Read the newest"
            + " exception in its log: a missing stream, table or right is named there.");
    above(
        "restarts",
        metrics.growth("numRestarts"),
        0,
        1,
        "The job has restarted. One restart is repaired by itself; if it comes again, read the"
            + " exception in the log before this time.");
    above(
        "checkpoints-failed",
        metrics.growth("numberOfFailedCheckpoints"),
        0,
        1,
        "A checkpoint has failed; the next restart goes further back. Look whether a sink is out"
            + " (retries) or the job is short of capacity (cpu, checkpoints-slow).");
    above(
        "checkpoints-slow",
        metrics.max("lastCheckpointDuration"),
        CHECKPOINT_SHARE * FlinkApplication.CHECKPOINT_MS,
        3,
        "Checkpoints take most of the time between two. Look at the size of the state and at"
            + " backpressure; raise the parallelism.");
    alarm(
        "no-records",
        metrics.max("numRecordsInPerSecond"),
        ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
        0,
        15,
        15,
        TreatMissingData.BREACHING,
        "Nothing has come in for a quarter of an hour. If the producers are well, look whether the"
            + " job runs, and whether it may still read its streams.");
  }

  private void behind(Metrics metrics) {
    above(
        "behind",
        metrics.max(Metrics.KINESIS_BEHIND),
        60_000,
        5,
        "Records wait for more than a minute to be read. If cpu is high, raise the parallelism; if"
            + " not, add shards or look for a sink that holds the job up (retries).");
  }

  private void lag(Metrics metrics) {
    above(
        "lag",
        metrics.own("MAX", Metrics.KAFKA_LAG),
        options.lagRecords(),
        5,
        "More records than planned (lag_records) wait in a partition of Kafka. If cpu is high, raise"
            + " the parallelism, up to the partitions; if not, look for a sink that holds the job"
            + " up (retries).");
  }

  private void expired(Metrics metrics) {
    above(
        "expired",
        metrics.own("SUM", JobMetric.EXPIRED.rateId()),
        0,
        1,
        "Kafka had thrown records away before they were read: they are lost to the job. The log"
            + " says which topic, partition and offsets. Raise the topic's retention above the"
            + " longest time that the job may stand; what was lost is decided by a backfill, where"
            + " somebody else has kept it.");
  }

  private void capacity(Metrics metrics) {
    above(
        "cpu",
        metrics.max("cpuUtilization"),
        80,
        15,
        "The job has little capacity left. Autoscaling, if it is on, doubles it after a quarter of"
            + " an hour above 75; else raise the parallelism.");
    above(
        "heap",
        metrics.max("heapMemoryUtilization"),
        90,
        15,
        "The heap is nearly full. Lower parallelism_per_kpu, so that each subtask has more.");
    above(
        "memory",
        metrics.max("containerMemoryUtilization"),
        85,
        15,
        "A container is nearly full; beyond its limit it is killed. Raise the parallelism or lower"
            + " parallelism_per_kpu.");
    above(
        "kpus",
        metrics.max("KPUs"),
        options.mostKpus(),
        5,
        "Autoscaling has gone beyond what was planned (most_kpus); the service itself stops only at"
            + " the account's quota. Look for the cause in the rates, then raise the plan or the"
            + " parallelism.");
  }

  private void data(Metrics metrics) {
    above(
        "rejections",
        metrics.own("SUM", JobMetric.REJECTED.rateId()),
        options.rejectionsPerSecond(),
        5,
        "More records than planned cannot be read. Ask Athena for the reasons and streams in"
            + " rejections; once the producer or the format is mended, redrive them.");
    above(
        "dead-letters",
        metrics.own("SUM", JobMetric.DEAD_LETTERS.rateId()),
        0,
        1,
        "Results could not be written, and wait as dead letters. Their reason says why; mend it,"
            + " then redrive them.");
    above(
        "watermark",
        metrics.own("MAX", JobMetric.WATERMARK_AGE.id()),
        options.watermarkMinutes() * 60_000.0,
        5,
        "Event time stands still: windows do not close and orders are not decided. Look which"
            + " stream brings nothing, and whether a producer's clock is behind.");
  }

  private void clocks(Metrics metrics) {
    alarm(
        "late",
        metrics.own("MAX", JobMetric.LATE_PERCENT.id()),
        ComparisonOperator.GREATER_THAN_THRESHOLD,
        options.latePercent(),
        5,
        15,
        TreatMissingData.NOT_BREACHING,
        "More of a stream's events than planned (late_percent) come behind its watermark, and"
            + " change nothing any more. Look in the lake at what is in late: of one producer, it"
            + " is held up or its clock is behind; of all of them, one clock ran ahead (alarm"
            + " watermark-ahead).");
    above(
        "watermark-ahead",
        metrics.own("MAX", JobMetric.WATERMARK_AHEAD.id()),
        options.aheadSeconds() * 1000.0,
        1,
        "Event time is ahead of the clock: a producer's clock is, and what all others send is late"
            + " until the clock is there. watermarkAheadMs says which stream; mend the producer's"
            + " clock.");
  }

  private void above(
      String name, IMetric metric, double threshold, int minutes, String description) {
    alarm(
        name,
        metric,
        ComparisonOperator.GREATER_THAN_THRESHOLD,
        threshold,
        minutes,
        minutes,
        TreatMissingData.NOT_BREACHING,
        description);
  }

  /** Raised when {@code breaching} of the last {@code minutes} breach the threshold. */
  private void alarm(
      String name,
      IMetric metric,
      ComparisonOperator comparison,
      double threshold,
      int breaching,
      int minutes,
      TreatMissingData missing,
      String description) {
    Alarm alarm =
        Alarm.Builder.create(this, name)
            .alarmName(options.alarm(name))
            .alarmDescription(description + " See docs/operations.md, alarm \"" + name + "\".")
            .metric(metric)
            .comparisonOperator(comparison)
            .threshold(threshold)
            .evaluationPeriods(minutes)
            .datapointsToAlarm(breaching)
            .treatMissingData(missing)
            .build();
    alarm.addAlarmAction(new SnsAction(topic));
    alarm.addOkAction(new SnsAction(topic));
    all.add(alarm);
  }
}
