package io.millrace.bootstrap.run;

import io.millrace.application.backfill.Backfill;
import io.millrace.bootstrap.config.Settings;
import io.millrace.flink.RunningJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The deployed job, on a cluster in this process. */
public final class ConfigRun {
  private ConfigRun() {}

  /**
   * Runs the job until its sources end or the thread is interrupted.
   *
   * @param state where checkpoints are kept, and from whose latest the job goes on; or null
   */
  public static void execute(
      Settings settings, int parallelism, @Nullable Path state, Backfill.Progress progress)
      throws IOException, InterruptedException {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(
            parallelism, LocalCluster.of(parallelism, state));
    LiveJob.lay(environment, settings);
    try {
      RunningJob.start(environment, "millrace").await(progress::read);
    } catch (ExecutionException e) {
      throw new IOException("the Flink job failed: " + Causes.rootOf(e), e);
    }
  }
}
