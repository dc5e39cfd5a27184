package io.millrace.flink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.JobSpec;
import io.millrace.application.gate.RunSummary;
import io.millrace.application.wire.ResultType;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.event.Stream;
import io.millrace.domain.policy.Policies;
import io.millrace.flink.TextFormat;
import io.millrace.flink.Traffic;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileJobTest {
  private static final Policies SCORED = AnomalyPolicy.withScores(Policies.DEFAULT, true);
  private static final Set<ResultType> NOT_ASKED_FOR =
      Set.of(ResultType.SCORES, ResultType.ALERT_SIGNALS, ResultType.FAILED_LOGIN_WINDOWS);

  private static final long SEED = Long.getLong("millrace.seed", 20261123);

  private final Path folder;

  FileJobTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({"1, hashmap", "4, hashmap", "2, rocksdb"})
  void a_run_over_files_gives_what_replay_gives(int parallelism, String backend) throws Exception {
    Traffic traffic = traffic(3000);
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    Map<Stream, Path> files = traffic.writeTo(folder);

    RunSummary summary =
        new FileJob(configuration)
            .run(spec(files, parallelism, new TextFormat()), ProgressListener.NONE);

    assertEqual(summary, new Reference(traffic.lines(), SCORED));
    assertThat(work()).doesNotExist();
  }

  @Test
  void a_run_that_was_killed_is_restored_at_another_parallelism_and_its_books_balance()
      throws Exception {
    Traffic traffic = traffic(3000);
    Map<Stream, Path> files = new LinkedHashMap<>(traffic.writeTo(folder));
    Files.createDirectories(folder.resolve("zipped")); // restored in the midst of it
    files.put(Stream.ORDERS, zipped(traffic.of(Stream.ORDERS), "zipped/orders.ndjson"));
    Configuration configuration = withCheckpoints();
    FileJob failing = new FileJob(configuration);
    FileJobSpec doomed = spec(files, 2, failingAt("orders2500|"));

    assertThatThrownBy(() -> failing.run(doomed, ProgressListener.NONE))
        .isInstanceOf(ExecutionException.class)
        .hasStackTraceContaining("killed at orders2500|");
    configuration.set(
        StateRecoveryOptions.SAVEPOINT_PATH, Checkpoints.latestPath(checkpoints()).toString());
    RunSummary summary =
        new FileJob(configuration).run(spec(files, 3, new TextFormat()), ProgressListener.NONE);

    assertEqual(summary, new Reference(traffic.lines(), SCORED));
  }

  @Test
  void a_run_that_restarts_by_itself_gives_the_same_files() throws Exception {
    Traffic traffic = traffic(3000);
    Map<Stream, Path> files = traffic.writeTo(folder);
    Configuration configuration = withCheckpoints();
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));

    RunSummary summary =
        new FileJob(configuration)
            .run(spec(files, 2, failingAt("requests2500|")), ProgressListener.NONE);

    assertEqual(summary, new Reference(traffic.lines(), SCORED));
  }

  @Test
  void a_compressed_file_of_several_members_is_read_to_its_end() throws Exception {
    List<String> lines = traffic(3000).of(Stream.ORDERS);
    Path file = zipped(lines, "orders.ndjson.gz");

    RunSummary summary =
        new FileJob(new Configuration())
            .run(spec(Map.of(Stream.ORDERS, file), 1, new TextFormat()), ProgressListener.NONE);

    assertThat(summary.streams())
        .isEqualTo(new Reference(Map.of(Stream.ORDERS, lines), SCORED).streams());
  }

  @Test
  void decisions_without_a_stream_are_left_out_and_every_result_has_a_file() throws Exception {
    Path logins = Files.writeString(folder.resolve("logins.ndjson"), "a|b|true|1000\n");
    FileJobSpec spec =
        new FileJobSpec(
            Map.of(Stream.LOGINS, logins),
            work(),
            folder.resolve("out"),
            1,
            new JobSpec(Catalogue.installed(), Policies.DEFAULT, new TextFormat()));

    RunSummary summary = new FileJob(new Configuration()).run(spec, ProgressListener.NONE);

    assertThat(summary.decisions())
        .containsOnlyKeys("brute-force-login", "dashboard-minutes", "dashboard-minutes-merge");
    assertThat(summary.results()).doesNotContainKey(ResultType.SCORES);
    for (ResultType type : Catalogue.installed().resultTypes()) {
      long lines = type.equals(ResultType.DASHBOARD_MINUTES) ? 1 : 0;
      Path file = folder.resolve("out").resolve(type.id() + ".ndjson");
      if (NOT_ASKED_FOR.contains(type)) {
        assertThat(file).doesNotExist();
      } else {
        assertThat(Files.readAllLines(file)).hasSize((int) lines);
      }
    }
  }

  @Test
  void what_another_run_has_left_is_not_touched() throws Exception {
    Files.createDirectories(work());
    Path logins = Files.writeString(folder.resolve("logins.ndjson"), "a|b|true|1000\n");
    FileJobSpec spec = spec(Map.of(Stream.LOGINS, logins), 1, new TextFormat());

    assertThatThrownBy(() -> new FileJob(new Configuration()).run(spec, ProgressListener.NONE))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  /** A member a line. */
  private Path zipped(List<String> lines, String name) throws IOException {
    Path file = folder.resolve(name);
    for (String line : lines) {
      try (OutputStream out =
          new GZIPOutputStream(
              Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
        out.write(Traffic.text(List.of(line)));
      }
    }
    return file;
  }

  private Configuration withCheckpoints() throws IOException {
    Files.createDirectories(checkpoints());
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints().toUri().toString());
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    return configuration;
  }

  private Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  private FailingFormat failingAt(String line) {
    return new FailingFormat(line, checkpoints().toString());
  }

  private FileJobSpec spec(Map<Stream, Path> files, int parallelism, WireFormat wire) {
    return new FileJobSpec(
        files,
        work(),
        folder.resolve("out"),
        parallelism,
        new JobSpec(Catalogue.installed(), SCORED, wire));
  }

  private Path work() {
    return folder.resolve("work");
  }

  private static Traffic traffic(int events) {
    System.out.println("seed " + SEED + " (-Dmillrace.seed)");
    return new Traffic(SEED, events);
  }

  private void assertEqual(RunSummary summary, Reference reference) throws IOException {
    for (Map.Entry<ResultType, List<String>> entry : reference.results().entrySet()) {
      List<String> lines =
          new ArrayList<>(
              Files.readAllLines(folder.resolve("out/" + entry.getKey().id() + ".ndjson")));
      lines.sort(null);
      assertThat(lines).as(entry.getKey().id()).isEqualTo(entry.getValue());
      assertThat(summary.results()).containsEntry(entry.getKey(), (long) lines.size());
    }
    assertThat(summary.streams()).isEqualTo(reference.streams());
    assertThat(summary.decisions()).isEqualTo(reference.decisions());
  }
}
