package io.millrace.aws.sink;

import io.millrace.application.wire.ResultLine;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job that sends numbered results to a sink, a quarter of them for each checkpoint: the next
 * quarter comes when a checkpoint is complete, and never before. Runs on the cluster of the test.
 */
final class SinkJob {
  static final int QUARTERS = 4;

  private static final ConcurrentMap<String, AtomicInteger> CRASHES = new ConcurrentHashMap<>();

  private final Configuration configuration = new Configuration();
  private final Path folder;
  private final int count;
  private final Results results;
  private int parallelism = 2;
  private long crashAt = Long.MAX_VALUE;

  /** The result with a number. */
  interface Results extends Serializable {
    ResultLine line(long number);
  }

  /**
   * A job that runs to its end, without restarts.
   *
   * @param folder for checkpoints
   */
  SinkJob(Path folder, int count, Results results) {
    this.folder = folder;
    this.count = count;
    this.results = results;
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50));
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.MAX_PARALLELISM, 8);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
  }

  SinkJob parallelism(int writers) {
    parallelism = writers;
    return this;
  }

  /** Crashes once in the third quarter, and starts again by itself. */
  SinkJob crashing() {
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    return dying();
  }

  /** Crashes in the third quarter, for good. */
  SinkJob dying() {
    crashAt = count * 5L / 8;
    return this;
  }

  /** Goes on from the last checkpoint in the folder. */
  SinkJob resumed() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      Path latest =
          files
              .filter(file -> file.endsWith("_metadata"))
              .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
              .orElseThrow();
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, latest.toUri().toString());
    }
    return this;
  }

  /** Runs the job, and fails if it should have crashed and has not. */
  JobID run(Sink<ResultLine> sink) throws Exception {
    String id = UUID.randomUUID().toString();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    DataGeneratorSource<Long> numbers =
        new DataGeneratorSource<>(
            number -> number,
            count,
            RateLimiterStrategy.perCheckpoint(Math.max(parallelism, count / QUARTERS)),
            Types.LONG);
    env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
        .uid("numbers")
        .map(new Crashing(id, crashAt, results))
        .returns(TypeInformation.of(ResultLine.class))
        .uid("results")
        .sinkTo(sink)
        .uid("sink");
    JobID job = env.execute().getJobID();
    if (crashAt < Long.MAX_VALUE && crashes(id).get() == 0) {
      throw new AssertionError("the job has not crashed");
    }
    return job;
  }

  private static AtomicInteger crashes(String id) {
    return CRASHES.computeIfAbsent(id, one -> new AtomicInteger());
  }

  private record Crashing(String id, long crashAt, Results results)
      implements MapFunction<Long, ResultLine> {
    private static final long serialVersionUID = 1;

    @Override
    public ResultLine map(Long number) {
      if (number >= crashAt && crashes(id).compareAndSet(0, 1)) {
        throw new IllegalStateException("crashed at result " + number + ", as told");
      }
      return results.line(number);
    }
  }
}
