package io.millrace.aws.kinesis;

import io.millrace.application.gate.Inbound;
import io.millrace.application.gate.SplitWatermark;
import io.millrace.aws.testing.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * A job that reads with a source and keeps what it reads in its state, exactly once if the source
 * keeps its word. What the state holds can be looked at from outside. Runs on the cluster of the
 * test.
 */
final class SourceJob implements AutoCloseable {
  private static final ConcurrentMap<String, List<String>> SEEN = new ConcurrentHashMap<>();
  private static final ConcurrentMap<String, List<Long>> BEHIND = new ConcurrentHashMap<>();
  private static final ConcurrentMap<String, Long> WATERMARK = new ConcurrentHashMap<>();
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final JobClient client;
  private final String name;

  private SourceJob(JobClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /** Starts a job, from a savepoint if one is given; {@code name} is the same after a restart. */
  static SourceJob start(
      String name, Source<Inbound, ?, ?> source, long boundMs, int parallelism, String savepoint)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(20));
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    if (!savepoint.isEmpty()) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    SEEN.put(name, new CopyOnWriteArrayList<>());
    WATERMARK.remove(name);
    BEHIND.putIfAbsent(name, new CopyOnWriteArrayList<>());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    environment
        .fromSource(source, new Watermarks(boundMs), "source", TypeInformation.of(Inbound.class))
        .uid("source")
        .process(new Flat())
        .returns(String.class)
        .uid("flat")
        .process(new Keeper(name))
        .setParallelism(1)
        .uid("keeper")
        .sinkTo(new org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink<>());
    return new SourceJob(environment.executeAsync(name), name);
  }

  /** All records that the state holds, as text, in the order in which they came. */
  List<String> seen() {
    return list(SEEN, name);
  }

  /** The times of records that came at or behind the watermark that was sent on before them. */
  List<Long> behindTheWatermark() {
    return list(BEHIND, name);
  }

  /** The watermark before the last record, since this start; empty before the first. */
  OptionalLong watermark() {
    Long known = WATERMARK.get(name);
    return known == null || known == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(known);
  }

  private static <T> List<T> list(ConcurrentMap<String, List<T>> lists, String name) {
    return lists.computeIfAbsent(name, unknown -> new CopyOnWriteArrayList<>());
  }

  void awaitSeen(int count) throws Exception {
    Await.until(
        () -> seen().size() >= count || hasFailed(),
        () -> seen().size() + " records of " + count + " were seen in time");
  }

  private boolean hasFailed() throws Exception {
    if (client.getJobStatus().get() == JobStatus.FAILED) {
      client.getJobExecutionResult().get();
    }
    return false;
  }

  void awaitEnd() throws Exception {
    client.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  String stopWithSavepoint(Path folder) throws Exception {
    return client
        .stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  JobID id() {
    return client.getJobID();
  }

  @Override
  public void close() throws ExecutionException {
    try {
      if (!client.getJobStatus().get().isGloballyTerminalState()) {
        client.cancel().get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@code time|text}. */
  private static final class Flat extends ProcessFunction<Inbound, String> {
    private static final long serialVersionUID = 1;

    @Override
    public void processElement(Inbound inbound, Context context, Collector<String> out) {
      if (inbound instanceof Inbound.Read read) {
        long time = read.decoded().map(event -> event.eventTimeMs()).getOrElse(-1L);
        out.collect(time + "|" + new String(read.record().bytes(), StandardCharsets.UTF_8));
      }
    }
  }

  private static final class Keeper extends ProcessFunction<String, String>
      implements CheckpointedFunction {
    private static final long serialVersionUID = 1;

    private final String name;
    private transient ListState<String> kept;

    @SuppressWarnings("NullAway.Init")
    Keeper(String name) {
      this.name = name;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      kept =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("kept", String.class));
      List<String> seen = new ArrayList<>();
      kept.get().forEach(seen::add);
      list(SEEN, name).addAll(seen);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      kept.update(new ArrayList<>(list(SEEN, name)));
    }

    @Override
    public void processElement(String line, Context context, Collector<String> out) {
      int bar = line.indexOf('|');
      long time = Long.parseLong(line.substring(0, bar));
      WATERMARK.put(name, context.timerService().currentWatermark());
      if (time >= 0 && time <= context.timerService().currentWatermark()) {
        list(BEHIND, name).add(time);
      }
      list(SEEN, name).add(line.substring(bar + 1));
    }
  }

  private record Watermarks(long boundMs) implements WatermarkStrategy<Inbound> {
    @Override
    public WatermarkGenerator<Inbound> createWatermarkGenerator(
        WatermarkGeneratorSupplier.Context context) {
      return new Generator(new SplitWatermark(boundMs));
    }

    @Override
    public TimestampAssigner<Inbound> createTimestampAssigner(
        TimestampAssignerSupplier.Context context) {
      return (inbound, timestamp) -> timestamp;
    }
  }

  private record Generator(SplitWatermark watermark) implements WatermarkGenerator<Inbound> {
    @Override
    public void onEvent(Inbound inbound, long timestamp, WatermarkOutput output) {
      if (inbound instanceof Inbound.Begun begun) {
        watermark.resume(begun.latestMs());
        onPeriodicEmit(output);
      } else if (inbound instanceof Inbound.Read read) {
        read.decoded().peek(event -> watermark.admits(event.eventTimeMs()));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (watermark.ms() != Long.MIN_VALUE) {
        output.emitWatermark(new Watermark(watermark.ms()));
      }
    }
  }
}
