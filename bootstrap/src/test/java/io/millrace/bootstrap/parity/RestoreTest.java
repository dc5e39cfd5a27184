package io.millrace.bootstrap.parity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.catalogue.JobSpec;
import io.millrace.application.gate.RunSummary;
import io.millrace.application.gate.StreamCounts;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.testing.Await;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.policy.Policies;
import io.millrace.files.InputFolder;
import io.millrace.flink.job.FileJob;
import io.millrace.flink.job.FileJobSpec;
import io.millrace.flink.job.ProgressListener;
import io.millrace.json.JsonWireFormat;
import io.millrace.traffic.TrafficFiles;
import io.millrace.traffic.TrafficProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A job that is killed and restored, with other parallelism, loses nothing and doubles nothing;
 * what it has said of alerts ahead of the watermark neither.
 */
class RestoreTest {
  private static final long EVENTS = 200_000;
  private static final String THIS_YEAR = "\"event_time\":\"2026";
  private static final long SEED = Long.getLong("millrace.seed", 31);

  @TempDir private static Path traffic = Path.of(".");
  @TempDir private Path folder = Path.of(".");

  private static Map<ResultType, List<String>> right = Map.of();

  @BeforeAll
  static void make_a_history() throws IOException {
    System.out.println("traffic of seed " + SEED);
    TrafficFiles.write(TrafficProfile.of(EVENTS, SEED).withRate(25), traffic, done -> {});
    letClocksRunAhead();
    right = Reference.of(traffic);
  }

  /** So many that nearly every checkpoint finds one held at some gate. */
  private static void letClocksRunAhead() throws IOException {
    for (Path file : InputFolder.open(traffic, Catalogue.installed().streams()).files().values()) {
      List<String> lines = new ArrayList<>();
      for (String line : Files.readAllLines(file, ISO_8859_1)) { // not all of it is UTF-8
        lines.add(line);
        if (lines.size() % 4 == 3 && line.contains(THIS_YEAR)) {
          lines.add(line.replace(THIS_YEAR, "\"event_time\":\"2036"));
        }
      }
      Files.write(file, lines, ISO_8859_1);
    }
  }

  @ParameterizedTest
  @CsvSource({"hashmap, 2, 3", "rocksdb, 3, 2"})
  void killed_after_a_checkpoint_and_restored(String backend, int before, int after)
      throws Exception {
    Configuration configuration = checkpoints(backend);

    assertThat(right.getOrDefault(ResultType.REJECTIONS, List.of()))
        .filteredOn(line -> line.contains("AHEAD_OF_TIME"))
        .hasSizeGreaterThan((int) EVENTS / 10);

    Path checkpoint = killAfterACheckpoint(job(before), configuration);
    configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint.toUri().toString());
    RunSummary summary = new FileJob(configuration).run(job(after), ProgressListener.NONE);

    assertThat(Results.in(folder.resolve("results"))).isEqualTo(right);
    Signals.in(folder.resolve("results")).keepTheirPromises();
    assertThat(summary.streams().values().stream().mapToLong(StreamCounts::records).sum())
        .as("records counted, those before the kill included")
        .isEqualTo(recordsIn(traffic));
  }

  private FileJobSpec job(int parallelism) {
    return new FileJobSpec(
        InputFolder.open(traffic, Catalogue.installed().streams()).files(),
        folder.resolve("work"),
        folder.resolve("results"),
        parallelism,
        new JobSpec(
            Catalogue.installed(),
            AnomalyPolicy.withScores(Policies.DEFAULT, true),
            Engine.MACHINE,
            true,
            new JsonWireFormat()));
  }

  private Configuration checkpoints(String backend) {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    return configuration;
  }

  private Path killAfterACheckpoint(FileJobSpec job, Configuration configuration)
      throws IOException, InterruptedException {
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread running =
        new Thread(
            () -> {
              try {
                new FileJob(configuration).run(job, ProgressListener.NONE);
              } catch (Exception e) {
                end.set(e);
              }
            });
    running.start();
    Path checkpoints = folder.resolve("checkpoints");
    Await.until(
        () -> !running.isAlive() || completed(checkpoints).isPresent(), () -> "no checkpoint");
    running.interrupt();
    running.join();
    assertThat(end.get())
        .as("the job was killed before its end")
        .isInstanceOf(InterruptedException.class);
    return completed(checkpoints).orElseThrow();
  }

  /** The latest completed checkpoint; the folder changes while it is read. */
  private static Optional<Path> completed(Path checkpoints) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path job : list(checkpoints)) {
      for (Path checkpoint : list(job)) {
        if (Files.exists(checkpoint.resolve("_metadata"))) {
          found.add(checkpoint);
        }
      }
    }
    return found.stream().max(Comparator.comparing(RestoreTest::number));
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
  }

  private static int number(Path checkpoint) {
    return Integer.parseInt(checkpoint.getFileName().toString().substring("chk-".length()));
  }

  private static long recordsIn(Path folder) throws IOException {
    long records = 0;
    for (Path file : InputFolder.open(folder, Catalogue.installed().streams()).files().values()) {
      for (byte b : Files.readAllBytes(file)) {
        records += b == '\n' ? 1 : 0;
      }
    }
    return records;
  }
}
