package io.millrace.flink.state;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.catalogue.JobSpec;
import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.event.Stream;
import io.millrace.domain.policy.CurrencyScales;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.result.Origin.FileLine;
import io.millrace.flink.TextFormat;
import io.millrace.flink.job.MillraceJob;
import io.millrace.flink.sources.RecordSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job of all decisions over lines in memory, whose savepoint names no file: it can be restored
 * anywhere. One at a time.
 */
final class SavepointJob {
  /** Those by which the latest savepoint was taken: every currency is like the euro. */
  static final Policies POLICIES = likeEuros(Policies.DEFAULT);

  private static final int PARALLELISM = 2;
  private static final long POLL_MS = 20;
  private static final Map<ResultType, List<String>> RESULTS = new LinkedHashMap<>();

  private final StreamExecutionEnvironment environment;

  private SavepointJob(
      Catalogue catalogue,
      Policies policies,
      Map<Stream, List<String>> input,
      Configuration configuration,
      Path folder,
      boolean isHalf) {
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(20));
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    configuration.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
    environment = StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, configuration);
    List<RecordSource> sources = new ArrayList<>();
    input.forEach((stream, lines) -> sources.add(new LinesInMemory(stream, lines, isHalf)));
    synchronized (RESULTS) {
      RESULTS.clear();
    }
    MillraceJob.build(
            environment,
            sources,
            new JobSpec(
                catalogue,
                AnomalyPolicy.withScores(policies, true),
                Engine.MACHINE,
                true,
                new TextFormat()))
        .sinkTo(new IntoMemory())
        .uid("sink-test");
  }

  private static Policies likeEuros(Policies normal) {
    return normal.with(CurrencyScales.SECTION, new CurrencyScales(Map.of()));
  }

  /** Runs it over the first half of every stream, then stops it with a savepoint there. */
  static Path halfOf(Map<Stream, List<String>> input, Path folder) throws Exception {
    SavepointJob job =
        new SavepointJob(Catalogue.installed(), POLICIES, input, new Configuration(), folder, true);
    JobClient client = job.environment.executeAsync("half");
    while (results().size() < Catalogue.installed().resultTypes().size() / 2) {
      assertRunning(client);
      Thread.sleep(POLL_MS);
    }
    return Path.of(
        URI.create(
            client
                .stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                .get()));
  }

  private static void assertRunning(JobClient client) throws Exception {
    if (client.getJobStatus().get().isGloballyTerminalState()) {
      client.getJobExecutionResult().get();
    }
  }

  /** Runs the rest, from a savepoint, to the end. */
  static void restOf(
      Catalogue catalogue,
      Policies policies,
      Map<Stream, List<String>> input,
      Path savepoint,
      Path folder)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint.toUri().toString());
    new SavepointJob(catalogue, policies, input, configuration, folder, false)
        .environment.execute("rest");
  }

  /** What the last job has decided. */
  static Map<ResultType, List<String>> results() {
    synchronized (RESULTS) {
      Map<ResultType, List<String>> copy = new LinkedHashMap<>();
      RESULTS.forEach((type, lines) -> copy.put(type, List.copyOf(lines)));
      return copy;
    }
  }

  private record LinesInMemory(Stream stream, List<String> lines, boolean isHalf)
      implements RecordSource {
    @Override
    public int parallelism() {
      return 1;
    }

    @Override
    public Source<Inbound, ?, ?> open(WireFormat wire) {
      boolean stops = isHalf && !stream.equals(Stream.PRODUCTS);
      return new DataGeneratorSource<>(
          new Lines(stream, lines.toArray(String[]::new), wire),
          lines.size(),
          new FirstOnly(stops ? lines.size() / 2 : Integer.MAX_VALUE),
          new CodecType<>(CodecIds.LOCAL, Inbound.class));
    }
  }

  /** So many records, then none any more. */
  private record FirstOnly(int count) implements RateLimiterStrategy<NumberSequenceSplit> {
    @Override
    public RateLimiter<NumberSequenceSplit> createRateLimiter(int parallelism) {
      return new RateLimiter<>() {
        private int left = count;

        @Override
        public CompletionStage<Void> acquire(int records) {
          left -= records;
          return left < 0 ? new CompletableFuture<>() : CompletableFuture.completedFuture(null);
        }
      };
    }
  }

  private static final class Lines implements GeneratorFunction<Long, Inbound> {
    private static final long serialVersionUID = 1;

    private final Stream stream;
    private final String[] lines;
    private final WireFormat wire;

    Lines(Stream stream, String[] lines, WireFormat wire) {
      this.stream = stream;
      this.lines = lines;
      this.wire = wire;
    }

    @Override
    public Inbound map(Long index) {
      String file = stream.id() + ".ndjson";
      byte[] bytes = lines[index.intValue()].getBytes(StandardCharsets.UTF_8);
      RawRecord record = new RawRecord(bytes, new FileLine(file, index + 1));
      EventDecoder decoder = wire.decoder();
      return new Inbound.Read(file, record, decoder.decode(stream, record));
    }
  }

  private record IntoMemory() implements Sink<ResultLine> {
    @Override
    public SinkWriter<ResultLine> createWriter(WriterInitContext context) {
      return new SinkWriter<>() {
        @Override
        public void write(ResultLine line, Context of) {
          synchronized (RESULTS) {
            RESULTS
                .computeIfAbsent(line.type(), none -> new ArrayList<>())
                .add(new String(line.json(), StandardCharsets.UTF_8));
          }
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
      };
    }
  }
}
