package com.example.refunds;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The history of the shop as a source of one reader. It can fail once, behind two checkpoints that
 * cover all before, and it can stop so many events after its last start, for a savepoint.
 */
record ShopSource(String run, ShopHistory history, int failAt, int stopAt) {
  static final int NEVER = Integer.MAX_VALUE;

  private static final Set<String> FAILED = ConcurrentHashMap.newKeySet();
  private static final Set<String> STOPPED = ConcurrentHashMap.newKeySet();

  /** Whether a run has come to where it stops. */
  static boolean hasStopped(String run) {
    return STOPPED.contains(run);
  }

  /** Whether a run has failed. */
  static boolean hasFailed(String run) {
    return FAILED.contains(run);
  }

  /** Its watermark moves with every event, so that which ones are late is known. */
  DataStream<ShopEvent> open(StreamExecutionEnvironment environment) {
    int size = history.arriving().size();
    return environment
        .fromSource(
            new DataGeneratorSource<>(
                new Shop(run, history, failAt),
                size,
                new Stops(run, failAt, stopAt),
                TypeInformation.of(ShopEvent.class)),
            WatermarkStrategy.<ShopEvent>forGenerator(none -> new EveryEvent())
                .withTimestampAssigner((event, none) -> event.at),
            "shop")
        .uid("shop")
        .setParallelism(1);
  }

  private static final class EveryEvent implements WatermarkGenerator<ShopEvent> {
    @Override
    public void onEvent(ShopEvent event, long timeMs, WatermarkOutput output) {
      output.emitWatermark(new Watermark(timeMs - ShopHistory.BOUND_MS - 1));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  private static final class Shop implements GeneratorFunction<Long, ShopEvent> {
    private static final long serialVersionUID = 1;

    private final String run;
    private final ShopHistory history;
    private final int failAt;
    private transient @Nullable List<ShopEvent> events;

    Shop(String run, ShopHistory history, int failAt) {
      this.run = run;
      this.history = history;
      this.failAt = failAt;
    }

    @Override
    public ShopEvent map(Long index) {
      if (index == failAt && FAILED.add(run)) {
        throw new IllegalStateException("killed at " + index);
      }
      if (events == null) {
        events = history.arriving();
      }
      return Objects.requireNonNull(events).get(index.intValue());
    }
  }

  /**
   * Holds the reader up before it fails, until two checkpoints are complete, and where it stops.
   */
  private record Stops(String run, int failAt, int stopAt)
      implements RateLimiterStrategy<NumberSequenceSplit> {
    @Override
    public RateLimiter<NumberSequenceSplit> createRateLimiter(int parallelism) {
      return new RateLimiter<>() {
        private final CompletableFuture<Void> checkpointed = new CompletableFuture<>();
        private int acquired; // since the last start
        private int checkpoints;

        @Override
        public CompletionStage<Void> acquire(int records) {
          acquired += records;
          if (acquired > failAt && !FAILED.contains(run)) {
            return checkpointed;
          }
          if (isAtItsStop()) {
            return new CompletableFuture<>();
          }
          return CompletableFuture.completedFuture(null);
        }

        private boolean isAtItsStop() {
          return acquired > stopAt && (failAt == NEVER || FAILED.contains(run));
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
          if (acquired > failAt && ++checkpoints == 2) {
            checkpointed.complete(null);
          }
          if (isAtItsStop()) { // and all tasks run
            STOPPED.add(run);
          }
        }
      };
    }
  }
}
