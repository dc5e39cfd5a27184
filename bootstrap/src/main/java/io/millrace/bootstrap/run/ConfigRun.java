package io.millrace.bootstrap.run;

import io.millrace.config.KafkaAccess;
import io.millrace.config.Settings;
import io.millrace.config.SinkSettings;
import io.millrace.config.SourceSettings;
import io.millrace.files.UsageException;
import io.millrace.flink.kafka.KafkaBrokers;
import io.millrace.flink.local.Loopback;
import io.millrace.flink.sinks.FileSinks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The deployed job, on a cluster in this process. */
public final class ConfigRun {
  private final Settings settings;
  private final LiveOptions options;
  private final LiveReport report;

  private ConfigRun(Settings settings, LiveOptions options, LiveReport report) {
    this.settings = settings;
    this.options = options;
    this.report = report;
  }

  /**
   * Runs the job until its sources end or the thread is interrupted. What it needs is asked for
   * before; brokers of Kafka are waited for.
   *
   * @return how far it came, and whether it was interrupted
   * @throws UsageException if what it needs is not there, the state cannot be gone on from, or the
   *     job starts anew over results that are there already
   * @throws IOException if it failed for good, or too often without going on
   */
  public static LiveEnd execute(Settings settings, LiveOptions options, LiveReport report)
      throws IOException, InterruptedException {
    return new ConfigRun(settings, options, report).execute();
  }

  private LiveEnd execute() throws IOException, InterruptedException {
    if (options.state() == null) {
      requireNoResults();
      return execute(
          LocalCluster.of(options.parallelism(), null, options.betweenCheckpoints()), null);
    }
    try (StateFolder folder = StateFolder.open(options.state())) {
      Path from = folder.latest().orElse(null);
      if (from == null) {
        requireNoResults();
      }
      LiveEnd end =
          execute(
              LocalCluster.goingOn(options.parallelism(), folder, options.betweenCheckpoints()),
              from);
      if (!end.stopped()) {
        folder.end();
      }
      return end;
    }
  }

  private LiveEnd execute(Configuration cluster, @Nullable Path from)
      throws IOException, InterruptedException {
    Preflight.check(settings, report::say);
    cluster.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, options.dropsState());
    StreamExecutionEnvironment environment = Loopback.environment(options.parallelism(), cluster);
    LiveJob.build(environment, settings);
    if (from != null && !options.dropsState()) {
      StateWithoutPlace.refuse(from, environment.getStreamGraph(false).getJobGraph());
    }
    Banner.of(settings, start(from)).forEach(report::say);
    List<KafkaBrokers> brokers = watchBrokers();
    try (LocalJob job = LocalJob.start(environment, cluster, options.parallelism())) {
      return new LiveWatch(
              job, settings.catalogue(), report, new Setbacks(options.restarts(), this::stateFault))
          .follow();
    } finally {
      brokers.forEach(KafkaBrokers::close);
    }
  }

  private @Nullable String stateFault() {
    return options.state() == null ? null : CheckpointFolder.fault(options.state());
  }

  private String start(@Nullable Path from) {
    if (from != null) {
      return "from the checkpoint " + from;
    }
    return options.state() == null
        ? "anew, and keeps no state: give --state to go on later"
        : "anew, and keeps its state in " + options.state();
  }

  private List<KafkaBrokers> watchBrokers() {
    Set<KafkaAccess> clusters = new LinkedHashSet<>();
    for (SourceSettings source : settings.sources()) {
      if (source instanceof SourceSettings.Kafka kafka) {
        clusters.add(kafka.access());
      }
    }
    for (SinkSettings sink : settings.sinks()) {
      if (sink instanceof SinkSettings.Kafka kafka) {
        clusters.add(kafka.access());
      }
    }
    List<KafkaBrokers> watched = new ArrayList<>();
    clusters.forEach(one -> watched.add(KafkaBrokers.watch(one.properties(), report::say)));
    return watched;
  }

  /** A job that starts anew decides all again: files that are exactly once would hold it twice. */
  private void requireNoResults() throws IOException {
    for (SinkSettings sink : settings.sinks()) {
      if (sink instanceof SinkSettings.Files files
          && FileSinks.holdsResults(Path.of(files.folder()))) {
        throw new UsageException(
            "sink."
                + sink.name()
                + ": folder "
                + files.folder()
                + " holds results already, and a job that starts anew would add them again: name"
                + " another folder, empty this one, or go on with the --state that they came from");
      }
    }
  }
}
