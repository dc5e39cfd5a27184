package io.millrace.flink;

import io.millrace.application.backfill.RunSummary;
import io.millrace.application.backfill.RunSummary.DecisionCounts;
import io.millrace.application.catalogue.Decision;
import io.millrace.application.intake.StreamCounts;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.ResultType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job over files: from one file for each stream to one folder of part files for each result, on
 * a cluster in this process.
 */
public final class FileJob {
  /** Keyed state is spread over this many groups: the most that a job can be scaled up to. */
  private static final int MAX_PARALLELISM = 720;

  private static final Duration HEARTBEAT = Duration.ofMillis(500);

  /** Told now and then how far the reading has come. */
  public interface Progress {
    /** So many records, of so many uncompressed bytes, have been read. */
    void read(long records, long bytes);
  }

  private final JobSpec spec;
  private final Map<Stream, Path> inputs;
  private final Path parts;

  /**
   * A job.
   *
   * @param parts a folder for part files; read them with {@link #collect} when the job has ended
   */
  public FileJob(JobSpec spec, Map<Stream, Path> inputs, Path parts) {
    this.spec = spec;
    this.inputs = inputs;
    this.parts = parts;
  }

  /**
   * Runs the job to its end.
   *
   * @param extra what is not set here, such as checkpoints and the state to recover from
   * @return the summary, without the counts of results
   */
  public RunSummary run(int parallelism, Configuration extra, Progress progress)
      throws IOException, InterruptedException {
    try {
      JobClient job = start(parallelism, extra);
      CompletableFuture<JobExecutionResult> end = job.getJobExecutionResult();
      try {
        while (!hasEnded(end)) {
          report(job.getAccumulators().get(), progress);
        }
        return summary(end.get().getAllAccumulatorResults());
      } catch (InterruptedException e) {
        job.cancel().join();
        throw e;
      }
    } catch (ExecutionException e) {
      throw new IOException("the Flink job failed: " + rootOf(e), e);
    }
  }

  /** Starts the job and returns at once. */
  public JobClient start(int parallelism, Configuration extra) throws IOException {
    Configuration configuration = configuration();
    configuration.addAll(extra);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    environment.setMaxParallelism(MAX_PARALLELISM);
    Map<Stream, DataStream<Inbound>> sources = new EnumMap<>(Stream.class);
    inputs.forEach((stream, file) -> sources.put(stream, source(environment, stream, file)));
    new DecisionTopology(spec)
        .build(sources)
        .sinkTo(ResultBuckets.sink(parts))
        .uid("results")
        .name("results");
    try {
      return environment.executeAsync("millrace");
    } catch (Exception e) { // what Flink declares
      throw new IOException("the Flink job did not start: " + rootOf(e), e);
    }
  }

  /**
   * Makes one file of all results of a kind that were committed.
   *
   * @return how many there are
   */
  public long collect(ResultType type, Path file) throws IOException {
    return ResultBuckets.collect(parts, type, file);
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, HEARTBEAT);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
    return configuration;
  }

  /** One file is one split, read in its order: more than one reader would have nothing to do. */
  private DataStream<Inbound> source(
      StreamExecutionEnvironment environment, Stream stream, Path file) {
    RecordFormat format = new RecordFormat(stream, String.valueOf(file.getFileName()), spec.wire());
    FileSource<Inbound> source =
        FileSource.forRecordStreamFormat(
                format, new org.apache.flink.core.fs.Path(file.toAbsolutePath().toUri()))
            .build();
    return environment
        .fromSource(source, SplitWatermarks.of(stream, spec), "source " + stream.id())
        .setParallelism(1)
        .uid("source-" + stream.id());
  }

  private static boolean hasEnded(CompletableFuture<?> end)
      throws InterruptedException, ExecutionException {
    try {
      end.get(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private void report(Map<String, Object> accumulators, Progress progress) {
    long records = 0;
    long bytes = 0;
    for (Stream stream : inputs.keySet()) {
      List<String> names = IntakeFunction.accumulators(stream);
      records += count(accumulators, names.get(0));
      bytes += count(accumulators, names.get(1));
    }
    progress.read(records, bytes);
  }

  private RunSummary summary(Map<String, Object> accumulators) {
    Map<Stream, StreamCounts> streams = new EnumMap<>(Stream.class);
    for (Stream stream : inputs.keySet()) {
      List<String> names = IntakeFunction.accumulators(stream);
      streams.put(
          stream,
          new StreamCounts(
              count(accumulators, names.get(0)),
              count(accumulators, names.get(2)),
              count(accumulators, names.get(3)),
              count(accumulators, names.get(4))));
    }
    Map<String, DecisionCounts> decisions = new LinkedHashMap<>();
    for (Decision<?, ?, ?> decision : spec.decisions()) {
      List<String> names = MachineFunction.accumulators(decision.name());
      decisions.put(
          decision.name(),
          new DecisionCounts(count(accumulators, names.get(0)), count(accumulators, names.get(1))));
    }
    return new RunSummary(streams, decisions, Map.of());
  }

  private static long count(Map<String, Object> accumulators, String name) {
    return accumulators.get(name) instanceof Long value ? value : 0;
  }

  private static String rootOf(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString();
  }
}
