package io.millrace.bootstrap.run;

import io.millrace.application.backfill.Backfill;
import io.millrace.bootstrap.config.Settings;
import io.millrace.bootstrap.config.SinkSettings;
import io.millrace.bootstrap.files.UsageException;
import io.millrace.flink.FileSinks;
import io.millrace.flink.RunningJob;
import io.millrace.flink.local.Loopback;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The deployed job, on a cluster in this process. */
public final class ConfigRun {
  private ConfigRun() {}

  /**
   * Runs the job until its sources end or the thread is interrupted.
   *
   * @param state where checkpoints are kept, and from whose latest the job goes on; or null
   * @throws UsageException if the state cannot be gone on from, or the job starts anew over results
   *     that are there already
   */
  public static void execute(
      Settings settings, int parallelism, @Nullable Path state, Backfill.Progress progress)
      throws IOException, InterruptedException {
    if (state == null) {
      requireNoResults(settings);
      execute(settings, parallelism, LocalCluster.of(parallelism, null), progress);
      return;
    }
    try (StateFolder folder = StateFolder.open(state)) {
      if (folder.latest().isEmpty()) {
        requireNoResults(settings);
      }
      execute(settings, parallelism, LocalCluster.goingOn(parallelism, folder), progress);
      folder.end();
    }
  }

  private static void execute(
      Settings settings, int parallelism, Configuration cluster, Backfill.Progress progress)
      throws IOException, InterruptedException {
    StreamExecutionEnvironment environment = Loopback.environment(parallelism, cluster);
    LiveJob.lay(environment, settings);
    try {
      RunningJob.start(environment, "millrace").await(progress::read);
    } catch (ExecutionException e) {
      throw new IOException("the Flink job failed: " + Causes.rootOf(e), e);
    }
  }

  /** A job that starts anew decides all again: files that are exactly once would hold it twice. */
  private static void requireNoResults(Settings settings) throws IOException {
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
