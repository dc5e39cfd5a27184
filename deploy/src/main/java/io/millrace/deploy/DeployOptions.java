package io.millrace.deploy;

import io.millrace.config.PropertyGroup;
import io.millrace.files.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * What the stack is told by the CDK's context.
 *
 * @param prefix what all names begin with, so that several installations fit into an account
 * @param account 12 digits
 * @param config the runtime properties of the job
 * @param jar the job
 * @param parallelism of the job, and the least that autoscaling goes down to
 * @param parallelismPerKpu how many subtasks share one vCPU
 * @param mostKpus above how many an alarm is raised
 * @param shards of each stream that is created
 * @param streamHours how long streams keep their records
 * @param archiveDays how long records as they came in are kept in S3; 0: no archive
 * @param logs how long they are kept
 * @param rejectionsPerSecond above how many unreadable records an alarm is raised
 * @param watermarkMinutes how far event time may be behind before an alarm is raised
 * @param latePercent above which share of late events in a stream an alarm is raised
 * @param aheadSeconds how far event time may be ahead before an alarm is raised
 * @param lagRecords how many records of a partition of Kafka may wait before an alarm is raised
 * @param network where the job runs in a VPC, if it does
 * @param dashboard the API and the page, if they are wanted
 * @param mskCluster the cluster that knows the job by its role
 * @param maintenance from when on the service may patch the job, in UTC; null: when it likes
 * @param alarmEmail who is told of alarms, beside those who subscribe to the topic
 */
record DeployOptions(
    String prefix,
    String account,
    String region,
    Path config,
    Path jar,
    int parallelism,
    int parallelismPerKpu,
    boolean autoscaling,
    int mostKpus,
    Shards shards,
    int streamHours,
    int archiveDays,
    RetentionDays logs,
    int rejectionsPerSecond,
    int watermarkMinutes,
    int latePercent,
    int aheadSeconds,
    int lagRecords,
    Network network,
    @Nullable DashboardOptions dashboard,
    @Nullable MskCluster mskCluster,
    @Nullable String maintenance,
    @Nullable String alarmEmail) {

  private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9-]{0,18}[a-z0-9]");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");
  private static final Pattern OTHER_PARTITION = Pattern.compile("(cn|us-gov|us-iso[a-z]*)-.*");
  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

  /** As many subtasks as the job has key groups. */
  private static final int MAX_PARALLELISM = 720;

  private static final int MAX_PER_KPU = 8;
  private static final int MAX_KPUS = 512;
  private static final Map<String, RetentionDays> LOG_DAYS = daysOfLogs();

  /**
   * Reads the context.
   *
   * @param context what was given; keys of the CDK's own are not in it
   * @throws UsageException with all its faults
   */
  static DeployOptions read(Map<String, String> context) {
    List<String> faults = new ArrayList<>();
    PropertyGroup in = new PropertyGroup("context", context, faults);
    Network network = Network.read(in);
    DeployOptions options =
        new DeployOptions(
            normal(
                in.optional("prefix", PREFIX, "2 to 20 of a-z, 0-9 and -, like millrace"),
                "millrace"),
            in.text("account", ACCOUNT, "an account's 12 digits"),
            in.text("region", REGION, "a region like eu-central-1"),
            Path.of(normal(in.optional("config"), "millrace.json")),
            Path.of(normal(in.optional("jar"), "../bootstrap/target/millrace.jar")),
            (int) in.integer("parallelism", 2, 1, MAX_PARALLELISM),
            (int) in.integer("parallelism_per_kpu", 1, 1, MAX_PER_KPU),
            in.flag("autoscaling", true),
            (int) in.integer("most_kpus", 16, 2, MAX_KPUS),
            Shards.read(in, "shards"),
            (int) in.integer("stream_hours", 168, 24, 8760),
            (int) in.integer("archive_days", 400, 0, 36_500),
            in.choice("log_days", LOG_DAYS, RetentionDays.ONE_MONTH),
            (int) in.integer("rejections_per_second", 1, 0, 1_000_000),
            (int) in.integer("watermark_minutes", 15, 1, 10_080),
            (int) in.integer("late_percent", 5, 0, 99),
            (int) in.integer("ahead_seconds", 60, 1, 86_400),
            (int) in.integer("lag_records", 100_000, 1, 1_000_000_000),
            network,
            DashboardOptions.read(in, network),
            MskCluster.read(in, "msk_cluster"),
            in.optional("maintenance"),
            in.optional("alarm_email"));
    in.refuseUnknown();
    options.check(in);
    if (!faults.isEmpty()) {
      throw new UsageException("the context is wrong: " + String.join("; ", faults));
    }
    return options;
  }

  private void check(PropertyGroup in) {
    if (OTHER_PARTITION.matcher(region).matches()) {
      in.wrong("region", region, "one whose ARNs begin with arn:aws: as the stack writes them");
    }
    if (maintenance != null && !TIME.matcher(maintenance).matches()) {
      in.wrong("maintenance", maintenance, "a time of the day in UTC, like 03:00");
    }
    if (alarmEmail != null && !EMAIL.matcher(alarmEmail).matches()) {
      in.wrong("alarm_email", alarmEmail, "an e-mail address");
    }
    if (mostKpus < kpus()) {
      in.wrong(
          "most_kpus",
          Integer.toString(mostKpus),
          "at least the " + kpus() + " that the job starts with");
    }
  }

  /** What the job takes when nothing has been scaled, with the one that orchestrates. */
  int kpus() {
    return (parallelism + parallelismPerKpu - 1) / parallelismPerKpu + 1;
  }

  /** The database of Athena that the stack creates. */
  String database() {
    return prefix.replace('-', '_');
  }

  /** The bucket that the stack creates. */
  String bucket() {
    return prefix + "-" + account + "-" + region;
  }

  /** What an alarm is called in the account. */
  String alarm(String name) {
    return prefix + "-" + name;
  }

  /** The ARN of {@link #alarm}; {@code *} for all of them. */
  String alarmArn(String name) {
    return arn("cloudwatch", "alarm:" + alarm(name));
  }

  /** The ARN of something of a service, in this region and account. */
  String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
  }

  /** How many days {@link #logs} are. */
  int logDays() {
    for (Map.Entry<String, RetentionDays> days : LOG_DAYS.entrySet()) {
      if (days.getValue() == logs) {
        return Integer.parseInt(days.getKey());
      }
    }
    throw new IllegalStateException("no choice of log_days: " + logs);
  }

  private static String normal(@Nullable String given, String normal) {
    return given == null ? normal : given;
  }

  private static Map<String, RetentionDays> daysOfLogs() {
    Map<String, RetentionDays> days = new LinkedHashMap<>();
    days.put("1", RetentionDays.ONE_DAY);
    days.put("7", RetentionDays.ONE_WEEK);
    days.put("14", RetentionDays.TWO_WEEKS);
    days.put("30", RetentionDays.ONE_MONTH);
    days.put("90", RetentionDays.THREE_MONTHS);
    days.put("180", RetentionDays.SIX_MONTHS);
    days.put("365", RetentionDays.ONE_YEAR);
    days.put("731", RetentionDays.TWO_YEARS);
    days.put("3653", RetentionDays.TEN_YEARS);
    return days;
  }
}
