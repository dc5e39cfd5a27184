package io.millrace.aws.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.strategy.AIMDScalingStrategy;
import org.apache.flink.connector.base.sink.writer.strategy.BasicResultInfo;
import org.apache.flink.connector.base.sink.writer.strategy.CongestionControlRateLimitingStrategy;
import org.apache.flink.connector.base.sink.writer.strategy.RateLimitingStrategy;
import org.apache.flink.connector.base.sink.writer.strategy.RequestInfo;
import org.apache.flink.connector.base.sink.writer.strategy.ResultInfo;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.util.UserCodeClassLoader;

/**
 * When a writer may send. Two things more than AIMD:
 *
 * <ul>
 *   <li>Less than a quarter of a batch coming back is no congestion (one hot shard of many): those
 *       entries wait, the others don't.
 *   <li>While a checkpoint waits for the calls in flight, no new ones start. Left alone,
 *       AsyncSinkWriter sends again what has come back, so that in an outage no checkpoint would
 *       ever end.
 * </ul>
 */
final class Pace implements RateLimitingStrategy {
  private static final double DECREASE = 0.5;
  private static final int STEPS_TO_A_BATCH = 10;

  private final RateLimitingStrategy congestion;
  private final List<Runnable> heldTimers = new ArrayList<>();
  private boolean held;

  Pace(int maxBatch, int maxInFlight) {
    int most = maxBatch * maxInFlight;
    congestion =
        CongestionControlRateLimitingStrategy.builder()
            .setMaxInFlightRequests(maxInFlight)
            .setInitialMaxInFlightMessages(most)
            .setScalingStrategy(
                AIMDScalingStrategy.builder(most)
                    .setIncreaseRate(Math.max(1, maxBatch / STEPS_TO_A_BATCH))
                    .setDecreaseFactor(DECREASE)
                    .build())
            .build();
  }

  /** From now on nothing is sent, and what a timer would do waits. */
  void hold() {
    held = true;
  }

  void release() {
    held = false;
    List<Runnable> again = List.copyOf(heldTimers);
    heldTimers.clear();
    again.forEach(Runnable::run);
  }

  @Override
  public void registerInFlightRequest(RequestInfo request) {
    congestion.registerInFlightRequest(request);
  }

  @Override
  public void registerCompletedRequest(ResultInfo result) {
    boolean congested = result.getFailedMessages() * 4 >= result.getBatchSize();
    congestion.registerCompletedRequest(
        congested ? result : new BasicResultInfo(0, result.getBatchSize()));
  }

  @Override
  public boolean shouldBlock(RequestInfo request) {
    return held || congestion.shouldBlock(request);
  }

  @Override
  public int getMaxBatchSize() {
    return congestion.getMaxBatchSize();
  }

  /** A context whose timers wait while this pace is held: a timer that sends would never return. */
  WriterInitContext around(WriterInitContext context) {
    return new PacedContext(context, new PacedTimers(context.getProcessingTimeService(), this));
  }

  private record PacedTimers(ProcessingTimeService timers, Pace pace)
      implements ProcessingTimeService {
    @Override
    public long getCurrentProcessingTime() {
      return timers.getCurrentProcessingTime();
    }

    @Override
    public ScheduledFuture<?> registerTimer(long time, ProcessingTimeCallback callback) {
      return timers.registerTimer(
          time,
          at -> {
            if (pace.held) {
              pace.heldTimers.add(
                  () -> {
                    ScheduledFuture<?> unused = registerTimer(at, callback);
                  });
            } else {
              callback.onProcessingTime(at);
            }
          });
    }
  }

  private record PacedContext(WriterInitContext context, ProcessingTimeService timers)
      implements WriterInitContext {
    @Override
    public ProcessingTimeService getProcessingTimeService() {
      return timers;
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return context.getUserCodeClassLoader();
    }

    @Override
    public MailboxExecutor getMailboxExecutor() {
      return context.getMailboxExecutor();
    }

    @Override
    public SinkWriterMetricGroup metricGroup() {
      return context.metricGroup();
    }

    @Override
    public SerializationSchema.InitializationContext asSerializationSchemaInitializationContext() {
      return context.asSerializationSchemaInitializationContext();
    }

    @Override
    public boolean isObjectReuseEnabled() {
      return context.isObjectReuseEnabled();
    }

    @Override
    public <T> TypeSerializer<T> createInputSerializer() {
      return context.createInputSerializer();
    }

    @Override
    public <T> Optional<Consumer<T>> metadataConsumer() {
      return context.metadataConsumer();
    }

    @Override
    public OptionalLong getRestoredCheckpointId() {
      return context.getRestoredCheckpointId();
    }

    @Override
    public JobInfo getJobInfo() {
      return context.getJobInfo();
    }

    @Override
    public TaskInfo getTaskInfo() {
      return context.getTaskInfo();
    }
  }
}
