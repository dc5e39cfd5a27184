package com.example.refunds;

import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertSignal;
import io.millrace.flink.Decided;
import io.millrace.flink.Machines;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** The job over the history of the shop, as a user would start it; it keeps what comes out. */
public final class RefundRun {
  static final int ALLOWED = 3;

  private static final long POLL_MS = 20;

  private final Configuration configuration = new Configuration();
  private final Path folder;

  RefundRun(String backend, Path folder) {
    this.folder = folder;
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50));
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
  }

  /** Gives the job classes that its JAR alone has. */
  void bring(Path jar) {
    configuration.set(PipelineOptions.JARS, List.of(jar.toUri().toString()));
  }

  /** A failure is the end of it. */
  void failForGood() {
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
  }

  /** What is done with the refunds of the shop, up to lines. */
  public interface Pipeline extends Function<DataStream<ShopEvent>, DataStream<String>> {}

  /** What has left at the end, and the counts of the decision. */
  record Outcome(List<String> lines, Map<String, Object> counts) {
    List<String> of(String kind) {
      return lines.stream()
          .filter(line -> line.startsWith(kind))
          .map(line -> line.substring(kind.length()))
          .toList();
    }

    long count(String column) {
      return (Long) counts.get("decision/too-many-refunds." + column);
    }
  }

  /** Runs it to the end. */
  Outcome toTheEnd(ShopSource source, int parallelism, Pipeline pipeline) throws Exception {
    JobExecutionResult result = build(source, parallelism, pipeline).execute(source.run());
    return new Outcome(Kept.lines(source.run()), result.getAllAccumulatorResults());
  }

  /** Runs it as the example has it, with the watermarks that the example assigns. */
  Outcome exampleToTheEnd(String run, ShopHistory history, int parallelism) throws Exception {
    ShopSource source = new ShopSource(run, history, ShopSource.NEVER, ShopSource.NEVER);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    Kept.keep(lines(RefundJob.watch(source.open(environment))), run);
    JobExecutionResult result = environment.execute(run);
    return new Outcome(Kept.lines(run), result.getAllAccumulatorResults());
  }

  /** Runs it until it stops, and takes a savepoint there, from which this run goes on. */
  void toASavepoint(ShopSource source, int parallelism, Pipeline pipeline) throws Exception {
    JobClient client = build(source, parallelism, pipeline).executeAsync(source.run());
    while (!ShopSource.hasStopped(source.run())) {
      if (client.getJobStatus().get().isGloballyTerminalState()) {
        client.getJobExecutionResult().get();
      }
      Thread.sleep(POLL_MS);
    }
    String savepoint =
        client
            .stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    configuration.set(
        StateRecoveryOptions.SAVEPOINT_PATH, Path.of(URI.create(savepoint)).toString());
  }

  private StreamExecutionEnvironment build(ShopSource source, int parallelism, Pipeline pipeline) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    environment.setMaxParallelism(60);
    DataStream<ShopEvent> refunds =
        source.open(environment).filter(event -> event.kind.equals("REFUND")).setParallelism(1);
    Kept.keep(pipeline.apply(refunds), source.run());
    return environment;
  }

  static DataStream<String> finds(DataStream<ShopEvent> refunds) {
    return lines(RefundJob.decide(refunds));
  }

  private static DataStream<String> lines(Decided<ShopEvent, TooManyRefunds> decided) {
    return decided
        .decisions()
        .process(new WithItsTime(), Types.STRING)
        .union(decided.late().map(event -> "late " + event, Types.STRING));
  }

  static DataStream<String> alerts(DataStream<ShopEvent> refunds) {
    Decided<ShopEvent, Alert> decided =
        Machines.named("too-many-refunds")
            .written(RefundCodecs.class)
            .reads(refunds, event -> event.customer, Refund::of)
            .signals()
            .decidedBy(() -> new RefundAlerts(ALLOWED));
    return decided
        .decisions()
        .map(alert -> "decided " + alert.alertId(), Types.STRING)
        .union(
            decided.late().map(event -> "late " + event, Types.STRING),
            decided.signals().map(RefundRun::text, Types.STRING));
  }

  private static String text(AlertSignal signal) {
    return signal.phase() + " " + signal.alertId();
  }

  /** A decision has the time of the event that has decided it. */
  private static final class WithItsTime extends ProcessFunction<TooManyRefunds, String> {
    private static final long serialVersionUID = 1;

    @Override
    public void processElement(TooManyRefunds found, Context context, Collector<String> out) {
      if (!Objects.equals(context.timestamp(), found.lastMs())) {
        throw new IllegalStateException(found + " has the time " + context.timestamp());
      }
      out.collect("decided " + found);
    }
  }
}
