package io.millrace.flink.job;

import io.millrace.application.gate.RunSummary;
import io.millrace.application.wire.ResultType;
import io.millrace.flink.local.Loopback;
import io.millrace.flink.sinks.FileSinks;
import io.millrace.flink.sinks.ResultFiles;
import io.millrace.flink.sources.FileRecords;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs the job over files, in this process, to its end. */
public final class FileJob {
  private final Configuration configuration;

  /**
   * A job on a cluster of the given configuration: state backend, checkpoints, a checkpoint to
   * restore ({@code execution.state-recovery.path}). What it does not set gets the defaults of a
   * local run: watermarks every 50 ms, and no restart after a failure.
   */
  public FileJob(Configuration configuration) {
    this.configuration = withDefaults(configuration);
  }

  /**
   * Runs to the end and puts the results into the output folder. The work folder is deleted after
   * success alone, so that a run that failed after a checkpoint can be restored. An interrupt
   * cancels the job.
   *
   * @throws ExecutionException if the job failed
   */
  public RunSummary run(FileJobSpec spec, ProgressListener listener)
      throws IOException, ExecutionException, InterruptedException {
    checkWork(spec.work());
    RunningJob.start(build(spec, configuration), "millrace").await(listener);
    Map<ResultType, Long> results =
        ResultFiles.collect(resultsIn(spec.work()), spec.output(), spec.decides().results());
    RunSummary summary =
        CounterTotals.read(spec.decides().catalogue().streams(), countersIn(spec.work()))
            .summary(results);
    ResultFiles.delete(spec.work());
    return summary;
  }

  /** Deletes the work folder of a run that will not be restored, if there is one. */
  public static void discard(Path work) throws IOException {
    ResultFiles.delete(work);
  }

  /** Builds the job over the files of a specification. */
  static StreamExecutionEnvironment build(FileJobSpec spec, Configuration configuration) {
    StreamExecutionEnvironment environment =
        Loopback.environment(spec.parallelism(), configuration);
    MillraceJob job =
        MillraceJob.of(environment, FileRecords.abreast(spec.inputs()), spec.decides());
    job.results()
        .sinkTo(FileSinks.results(resultsIn(spec.work())))
        .name("write results")
        .uid("sink-results");
    job.counters()
        .sinkTo(FileSinks.counters(countersIn(spec.work())))
        .setParallelism(1)
        .name("write counts")
        .uid("sink-counts");
    return environment;
  }

  private void checkWork(Path work) throws IOException {
    boolean restores = configuration.contains(StateRecoveryOptions.SAVEPOINT_PATH);
    if (!restores && Files.exists(work)) {
      throw new FileAlreadyExistsException(
          work.toString(), null, "it holds what another run has left");
    }
  }

  private static Path resultsIn(Path work) {
    return work.resolve("results");
  }

  private static Path countersIn(Path work) {
    return work.resolve("counts");
  }

  private static Configuration withDefaults(Configuration given) {
    Configuration all = new Configuration();
    all.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(50));
    all.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, RunningJob.BETWEEN_REPORTS);
    all.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    all.set(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, true);
    all.addAll(given);
    return all;
  }
}
