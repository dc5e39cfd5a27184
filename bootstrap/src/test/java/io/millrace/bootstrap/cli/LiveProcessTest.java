package io.millrace.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live job in a process of its own: what it prints where, and how it ends. */
class LiveProcessTest {
  private static final long PATIENCE_S = 180;

  private static final List<String> OPENS =
      List.of(
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.time=ALL-UNNAMED");

  @TempDir private Path folder = Path.of(".");

  @Test
  void sigterm_ends_it_with_its_counts_and_without_a_failure() throws Exception {
    Files.writeString(
        folder.resolve("logins.ndjson"),
        """
        {"event_id":"e1","user_id":"u","event_type":"LOGIN_FAILED","ip_address":"10.0.0.1","event_time":1700000000000}
        nonsense
        """);
    Process process =
        start(
            config("{\"kind\":\"files\",\"folder\":\"" + uri("out") + "\",\"results\":\"alerts\"}"),
            Map.of());
    Path state = folder.resolve("state");
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!hasCheckpoint(state)) {
      assertThat(process.isAlive()).as(read("err")).isTrue();
      assertThat(System.nanoTime()).as(read("err")).isLessThan(giveUp);
      LockSupport.parkNanos(50_000_000);
    }
    process.destroy(); // SIGTERM

    assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(read("err")).isZero();
    assertThat(hasCheckpoint(state)).isTrue();
    assertThat(read("out"))
        .containsPattern("logins +2 +1 +0 +0 +1")
        .containsPattern("rejections +1")
        .endsWith("stopped\n");
    assertThat(read("err").lines().map(line -> line.replaceFirst("^[0-9:]{8} ", "")))
        .contains(
            "reads    logins from " + folder.resolve("logins.ndjson") + ", and waits for more",
            "decides  brute-force-login, dashboard-minutes",
            "writes   alerts to " + folder.resolve("out") + " (sink.one)",
            "starts   anew, and keeps its state in " + state)
        .noneMatch(line -> line.contains("Exception") || line.contains("restarts"));
  }

  @Test
  void without_credentials_it_does_not_start() throws Exception {
    Process process =
        start(
            config(
                "{\"kind\":\"dynamodb\",\"results\":\"alerts\",\"region\":\"eu-central-1\","
                    + "\"endpoint\":\"http://127.0.0.1:1\"}"),
            Map.of(
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_CONFIG_FILE", folder.resolve("none").toString(),
                "AWS_SHARED_CREDENTIALS_FILE", folder.resolve("none").toString()));

    assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(read("err")).isEqualTo(2);
    assertThat(read("err").lines()).hasSize(1);
    assertThat(read("err"))
        .contains("sink.one: the DynamoDB table \"millrace_alerts\"", "no credentials were found");
  }

  private Process start(Path config, Map<String, String> environment) throws IOException {
    List<String> command =
        Stream.of(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                OPENS.stream(),
                Stream.of(
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx400m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "io.millrace.bootstrap.cli.Millrace",
                    "run",
                    "--config",
                    config.toString(),
                    "--state",
                    folder.resolve("state").toString()))
            .flatMap(words -> words)
            .toList();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("stdout").toFile())
            .redirectError(folder.resolve("stderr").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private Path config(String sink) throws IOException {
    return Files.writeString(
        folder.resolve("live.json"),
        """
        [{"PropertyGroupId":"millrace","PropertyMap":{"dead_letters":"%s"}},
         {"PropertyGroupId":"source.logins","PropertyMap":{"kind":"file","follow":"true","file":"%s"}},
         {"PropertyGroupId":"sink.one","PropertyMap":%s},
         {"PropertyGroupId":"sink.rest","PropertyMap":{
           "kind":"files","folder":"%s","results":"rejections, late"}}]
        """
            .formatted(uri("dead"), uri("logins.ndjson"), sink, uri("rest")));
  }

  private String uri(String name) {
    return "file://" + folder.resolve(name);
  }

  private String read(String which) throws IOException {
    return Files.readString(folder.resolve("std" + which));
  }

  private static boolean hasCheckpoint(Path state) {
    try (Stream<Path> files = Files.walk(state, 3)) {
      return files.anyMatch(file -> file.endsWith("_metadata"));
    } catch (IOException | UncheckedIOException changing) {
      return false;
    }
  }
}
