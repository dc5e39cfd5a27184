package io.millrace.architecture.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published is enough for a project that has nothing else of this one. */
class PublishedModulesIT {
  private static final Path CONSUMER = Path.of("src/test/resources/consumer");

  @TempDir private Path folder = Path.of(".");

  @Test
  void a_project_outside_compiles_against_it_and_replays_a_decision() throws Exception {
    Outside outside = Outside.in(folder);
    Path project = folder.resolve("project");
    copy(CONSUMER, project);

    String log =
        outside.run(
            project,
            outside.mvn().toString(),
            "-Dmillrace.version=" + Version.ofThisBuild(),
            "-Djunit.version=" + System.getProperty("junit.version"),
            "test");

    assertThat(log).contains("Tests run: 1, Failures: 0").contains("BUILD SUCCESS");
    assertThat(outside.local().resolve("io/millrace/millrace-domain")).isDirectory();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Files.copy(one, to.resolve(from.relativize(one).toString()));
      }
    }
  }
}
