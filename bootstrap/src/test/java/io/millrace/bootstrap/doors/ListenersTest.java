package io.millrace.bootstrap.doors;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.event.Stream;
import io.millrace.traffic.TrafficFiles;
import io.millrace.traffic.TrafficProfile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every command that listens at all, in a process of its own, and where it listens. */
@EnabledOnOs(OS.LINUX)
class ListenersTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
  private static final long SEED = Long.getLong("millrace.seed", 31);

  @TempDir private static Path shared = Path.of(".");
  @TempDir private Path folder = Path.of(".");

  /** Commands that listen, and on how many addresses at once at least. */
  private enum Listening {
    /** Flink's web interface, its blobs. */
    RUN_INPUT(2),
    RUN_CONFIG(2),
    /** The rows of the answer too. */
    SQL(3),
    /** The broker and its controller, the web interface, blobs, and two task managers. */
    CHAOS(6),
    /** The page, Flink's page, blobs, the tables. */
    DEMO(4),
    SERVE(1);

    private final int listeners;

    Listening(int listeners) {
      this.listeners = listeners;
    }
  }

  @BeforeAll
  static void make_a_history() throws IOException {
    Map<Stream, Long> unused =
        TrafficFiles.write(TrafficProfile.of(3_000, SEED), shared.resolve("in"), written -> {});
  }

  @ParameterizedTest
  @EnumSource
  void a_command_listens_on_loopback_alone(Listening command) throws Exception {
    Set<InetSocketAddress> seen = new HashSet<>();
    int most = 0;
    try (CommandProcess running = CommandProcess.start(folder.resolve("log"), arguments(command))) {
      long giveUp = System.nanoTime() + PATIENCE.toNanos();
      while (most < command.listeners && running.process().isAlive()) {
        assertThat(System.nanoTime()).as("over; it listens on %s", seen).isLessThan(giveUp);
        Set<InetSocketAddress> now = Listeners.of(running.process());
        seen.addAll(now);
        most = Math.max(most, now.size());
        TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
      }
      assertThat(most)
          .as("seed %d: %s has been seen on %s:\n%s", SEED, command, seen, running.printed())
          .isGreaterThanOrEqualTo(command.listeners);
    }
    assertThat(seen)
        .as("seed %d: %s", SEED, command)
        .allMatch(listener -> listener.getAddress().isLoopbackAddress());
  }

  private List<String> arguments(Listening command) throws IOException {
    String input = shared.resolve("in").toString();
    String output = folder.resolve("out").toString();
    return switch (command) {
      case RUN_INPUT -> List.of("run", "--input", input, "--output", output, "--parallelism=2");
      case RUN_CONFIG -> List.of("run", "--config", config(FOLLOWED).toString());
      case SQL -> List.of("sql", "--input", input, query().toString());
      case CHAOS -> List.of("chaos", "--events=1000", "--seed=" + SEED);
      case DEMO -> List.of("demo", "--port=0", "--flink-port=" + freePort());
      case SERVE -> List.of("serve", "--port=0", "--config", config(SERVED).toString());
    };
  }

  /** A job that waits for records. */
  private static final String FOLLOWED =
      """
      [{"PropertyGroupId": "millrace", "PropertyMap": {"dead_letters": "%1$sdead-letters"}},
       {"PropertyGroupId": "source.orders", "PropertyMap": {
         "kind": "file", "file": "%1$sorders.ndjson", "follow": "true"}},
       {"PropertyGroupId": "sink.files", "PropertyMap": {
         "kind": "files", "results": "customer_orders, rejections, late", "folder": "%1$sout"}}]
      """;

  /** Tables that nobody asks for. */
  private static final String SERVED =
      """
      [{"PropertyGroupId": "millrace", "PropertyMap": {
         "region": "eu-central-1", "dead_letters": "%1$sdead-letters"}},
       {"PropertyGroupId": "source.orders", "PropertyMap": {
         "kind": "file", "file": "%1$sorders.ndjson"}},
       {"PropertyGroupId": "sink.tables", "PropertyMap": {
         "kind": "dynamodb", "results": "customer_orders", "endpoint": "http://127.0.0.1:1"}},
       {"PropertyGroupId": "sink.files", "PropertyMap": {
         "kind": "files", "results": "rejections, late", "folder": "%1$sout"}}]
      """;

  private Path config(String text) throws IOException {
    Files.writeString(folder.resolve("orders.ndjson"), "");
    return Files.writeString(
        folder.resolve("live.json"), text.formatted(folder.toUri().toString()));
  }

  /** With so many rows that there is time to look while they come. */
  private Path query() throws IOException {
    return Files.writeString(
        folder.resolve("query.sql"), "SELECT a.event_id FROM orders AS a, requests AS b");
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}
