package io.millrace.aws.sink;

import io.millrace.application.wire.ResultLine;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job that sends numbered results to a sink: a part of them for each checkpoint, so that the job
 * has several.
 */
final class SinkJob {
  private static final ConcurrentMap<String, AtomicInteger> CRASHES = new ConcurrentHashMap<>();
  private static final int PARTS = 4;
  private static final int PARALLELISM = 2;

  /** The result with a number. */
  interface Results extends Serializable {
    ResultLine line(long number);
  }

  private SinkJob() {}

  /** Runs to the end, without restarts. */
  static void run(Path checkpoints, Sink<ResultLine> sink, int count, Results results)
      throws Exception {
    run(checkpoints, sink, count, results, Long.MAX_VALUE);
  }

  /** Runs to the end, with one crash and restart in the second half. */
  static void runWithCrash(Path checkpoints, Sink<ResultLine> sink, int count, Results results)
      throws Exception {
    String id = run(checkpoints, sink, count, results, count * 5L / 8);
    if (crashes(id).get() == 0) {
      throw new AssertionError("the job has not crashed");
    }
  }

  private static String run(
      Path checkpoints, Sink<ResultLine> sink, int count, Results results, long crashAt)
      throws Exception {
    String id = UUID.randomUUID().toString();
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS,
        crashAt == Long.MAX_VALUE ? 0 : 1);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, configuration);
    env.getConfig().enableObjectReuse();
    DataGeneratorSource<Long> numbers =
        new DataGeneratorSource<>(
            number -> number,
            count,
            RateLimiterStrategy.perCheckpoint(Math.max(PARALLELISM, count / PARTS)),
            Types.LONG);
    env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
        .map(new Crashing(id, crashAt, results))
        .returns(TypeInformation.of(ResultLine.class))
        .sinkTo(sink);
    env.execute();
    return id;
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
