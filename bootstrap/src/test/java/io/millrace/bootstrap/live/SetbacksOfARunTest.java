package io.millrace.bootstrap.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.aws.tables.Table;
import io.millrace.aws.tables.TableCreator;
import io.millrace.aws.testing.DynamoDbEmulator;
import io.millrace.bootstrap.run.LiveOptions;
import io.millrace.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job on this machine says, and whether it ends, when what it needs is not there. */
class SetbacksOfARunTest {
  private static final int LOGINS = 3_000;

  @TempDir private Path folder = Path.of(".");

  private Path logins = Path.of(".");
  private Path state = Path.of(".");

  @BeforeEach
  void write_logins() throws IOException {
    logins = folder.resolve("logins.ndjson");
    state = folder.resolve("state");
    Files.createFile(logins);
  }

  @Test
  void checkpoints_that_cannot_be_written_are_told_and_the_job_goes_on_when_they_can()
      throws Exception {
    add(0, 30);
    try (LiveRun run = LiveRun.start(files("all", "out"), 1, state)) {
      run.awaitAnyCheckpoint();
      Path away = folder.resolve("away");
      Files.move(state, away);
      Files.createFile(state);
      run.await(() -> run.told().has("a checkpoint failed: nothing can be written to"));
      run.await(() -> run.told().has("the job restarts again for the same cause"));
      Files.delete(state);
      Files.move(away, state);
      run.await(() -> run.told().has("the job goes on: a checkpoint is complete again"));
    }
  }

  @Test
  void a_file_of_the_checkpoint_that_is_missing_or_damaged_is_named() throws Exception {
    addUsers(LOGINS);
    try (LiveRun run = LiveRun.start(files("all", "out"), options(false, 0))) {
      run.await(() -> run.told().records() == LOGINS);
      run.awaitCheckpoint();
    }
    Path largest = largest(state);
    try (FileChannel file = FileChannel.open(largest, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(new byte[] {-1, -1, -1, -1}), 100);
    }
    try (LiveRun run = LiveRun.start(files("all", "out"), 1, state)) {
      assertThatThrownBy(run::awaitEnd)
          .hasMessageContaining("is missing or damaged")
          .hasMessageContaining(String.valueOf(largest.getParent()));
    }
    Files.delete(largest);
    try (LiveRun run = LiveRun.start(files("all", "out"), 1, state)) {
      assertThatThrownBy(run::awaitEnd)
          .hasMessageContaining("is missing or damaged")
          .hasMessageContaining(largest.getFileName().toString());
      assertThat(run.told().has("restarts")).isFalse();
    }
  }

  @Test
  void a_renamed_sink_is_named_with_the_option_that_drops_its_state() throws Exception {
    add(0, 30);
    try (LiveRun run = LiveRun.start(files("all", "out"), 1, state)) {
      run.awaitAnyCheckpoint();
    }
    Path renamed = files("everything", "out");
    try (LiveRun run = LiveRun.start(renamed, 1, state)) {
      assertThatThrownBy(run::awaitEnd)
          .hasMessageContaining("holds state of sink.all, which the configuration no longer has")
          .hasMessageContaining("--allow-dropped-state")
          .hasMessageNotContaining("perator");
    }
    try (LiveRun run = LiveRun.start(renamed, options(true, 3))) {
      run.await(() -> run.told().records() == 30);
    }
  }

  @Test
  void results_go_to_the_folder_that_the_sink_has_now() throws Exception {
    add(0, 300);
    try (LiveRun run = LiveRun.start(files("all", "out"), 1, state)) {
      run.await(() -> run.told().records() == 300);
      run.awaitCheckpoint();
    }
    add(300, 600);
    Files.createFile(folder.resolve("logins.ndjson.end"));
    List<String> before = lines("out");
    try (LiveRun run = LiveRun.start(files("all", "moved"), 1, state)) {
      run.awaitEnd();
    }
    assertThat(lines("out")).hasSameElementsAs(before).isNotEmpty();
    assertThat(lines("moved")).isNotEmpty();
    Set<String> all = new HashSet<>(lines("out"));
    all.addAll(lines("moved"));
    assertThat(all).hasSize(200).hasSize(lines("out").size() + lines("moved").size());
  }

  @Test
  void a_table_that_is_missing_is_told_before_the_start_or_ends_the_job() throws Exception {
    add(0, 30);
    try (DynamoDbEmulator tables = DynamoDbEmulator.start()) {
      Path config = tables(tables);
      try (LiveRun run = LiveRun.start(config, 1, state)) {
        assertThatThrownBy(run::awaitEnd)
            .hasMessageContaining("sink.tables: the DynamoDB table \"x_alerts\" does not exist");
      }
      new TableCreator(tables.client(), "x_").createAll(Catalogue.installed());
      try (LiveRun run = LiveRun.start(config, options(false, 2))) {
        run.await(() -> !tables.texts("x_alerts", "alert_id").isEmpty());
        String table = Table.ALERTS.named("x_");
        tables.client().deleteTable(request -> request.tableName(table)).join();
        add(30, 60);
        assertThatThrownBy(run::awaitEnd)
            .hasMessageContaining("restarted 2 times without completing a checkpoint")
            .hasMessageContaining("does not exist in this region");
        assertThat(run.told().has("the job restarts (1 of 2")).isTrue();
      }
    }
  }

  @Test
  void brokers_are_waited_for_and_their_loss_is_told() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      broker.createTopics(1, List.of("waited"));
      broker.stop();
      try (LiveRun run = LiveRun.start(topic(broker, "waited"), 1, state)) {
        run.await(() -> run.told().has("no broker of Kafka answers at"));
        broker.restart();
        run.await(
            () ->
                run.told().has("the brokers of Kafka at " + broker.bootstrapServers() + " answer"));
        broker.stop();
        run.await(() -> run.told().has("are lost: the job waits for them"));
        broker.restart();
        run.await(() -> run.told().has("are back"));
      }
      try (LiveRun run = LiveRun.start(topic(broker, "missing"), 1, folder.resolve("none"))) {
        assertThatThrownBy(run::awaitEnd)
            .hasMessageContaining("source.logins: there is no topic \"missing\"");
      }
    }
  }

  /** Seldom at a checkpoint, so that none is begun where a run fails or is interrupted. */
  private LiveOptions options(boolean dropsState, int restarts) {
    return new LiveOptions(1, state, dropsState, restarts, LiveOptions.DEFAULT_BETWEEN_CHECKPOINTS);
  }

  private void add(int from, int to) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = from; i < to; i++) {
      lines.append(
          """
          {"event_id":"e%d","user_id":"user-%d","event_type":"LOGIN_FAILED","ip_address":"10.0.0.1","event_time":%d}
          """
              .formatted(i, i / 3, 1_700_000_000_000L + i * 1_000L));
    }
    Files.writeString(logins, lines, StandardOpenOption.APPEND);
  }

  /** Each with a failure that is still remembered at the end: more state than metadata hold. */
  private void addUsers(int count) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(
          """
          {"event_id":"f%d","user_id":"user-%d","event_type":"LOGIN_FAILED","ip_address":"10.0.0.1","event_time":%d}
          """
              .formatted(i, i, 1_700_000_000_000L + i * 10L));
    }
    Files.writeString(logins, lines, StandardOpenOption.APPEND);
  }

  private Properties followed() {
    return new Properties()
        .with("millrace", Map.of("dead_letters", folder.resolve("dead").toUri().toString()))
        .with(
            "source.logins",
            Map.of("kind", "file", "follow", "true", "file", logins.toUri().toString()));
  }

  private Map<String, String> sinkOf(String results, String output) {
    return Map.of(
        "kind", "files", "results", results, "folder", folder.resolve(output).toUri().toString());
  }

  private Path files(String sink, String output) throws IOException {
    return followed()
        .with("sink." + sink, sinkOf("alerts, rejections, late", output))
        .write(folder.resolve("live.json"));
  }

  private Path tables(DynamoDbEmulator emulator) throws IOException {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    Map<String, String> sink = new TreeMap<>();
    sink.put("kind", "dynamodb");
    sink.put("results", "alerts");
    sink.put("table_prefix", "x_");
    sink.put("region", "eu-central-1");
    sink.put("endpoint", emulator.endpoint().toString());
    return followed()
        .with("sink.tables", sink)
        .with("sink.rest", sinkOf("rejections, late", "out"))
        .write(folder.resolve("live.json"));
  }

  private Path topic(EmbeddedBroker broker, String topic) throws IOException {
    return new Properties()
        .with(
            "millrace",
            Map.of(
                "bootstrap_servers", broker.bootstrapServers(),
                "dead_letters", folder.resolve("dead").toUri().toString()))
        .with("source.logins", Map.of("kind", "kafka", "topic", topic))
        .with("sink.all", sinkOf("alerts, rejections, late", "out"))
        .write(folder.resolve("live.json"));
  }

  private static Path largest(Path state) throws IOException {
    try (Stream<Path> files = Files.walk(state)) {
      return files
          .filter(file -> Files.isRegularFile(file) && !file.endsWith("_metadata"))
          .filter(file -> file.toString().contains("chk-"))
          .max((one, other) -> Long.compare(one.toFile().length(), other.toFile().length()))
          .orElseThrow();
    }
  }

  private List<String> lines(String output) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(output))) {
      List<Path> parts =
          files.filter(file -> file.getFileName().toString().startsWith("part-")).toList();
      StringBuilder text = new StringBuilder();
      for (Path part : parts) {
        text.append(Files.readString(part, StandardCharsets.UTF_8));
      }
      return text.toString().lines().toList();
    }
  }
}
