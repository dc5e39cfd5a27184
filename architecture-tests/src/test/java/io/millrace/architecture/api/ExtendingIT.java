package io.millrace.architecture.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who does what {@code docs/extending.md} says, with nothing but what is published, gets there. */
class ExtendingIT {
  private static final Path DOCUMENT = Path.of("../docs/extending.md");
  private static final Path SAMPLE = Path.of("../samples/refunds");

  /** A block of commands, and the comment before it, if there is one. */
  private static final Pattern COMMANDS =
      Pattern.compile("(?:<!-- ([^\\n]*) -->\\n)?^```sh\\n(.*?)^```$", flags());

  private static int flags() {
    return Pattern.DOTALL | Pattern.MULTILINE;
  }

  @TempDir private Path folder = Path.of(".");

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void the_project_that_new_makes_is_built_and_decides_the_same_everywhere() throws Exception {
    String document = Files.readString(DOCUMENT);
    Outside outside = Outside.in(folder);
    Path checkout = Files.createDirectory(folder.resolve("checkout"));
    Outside.script(checkout.resolve("millrace"), commands());
    List<String> demos = new ArrayList<>();

    String log = outside.run(checkout, "bash", "-euo", "pipefail", "-xc", script(document, demos));

    assertThat(log)
        .endsWith("exit code 0")
        .contains("Tests run: 20, Failures: 0")
        .contains("BUILD SUCCESS");
    Path project = folder.resolve("refunds");
    String alert = Files.readString(project.resolve("out/backfill/alerts.ndjson"));
    assertThat(document).contains(shown("alert of the backfill", alert));
    assertThat(alert).contains("\"rule\":\"refund-abuse\"");
    assertThat(checkout.resolve("out/refunds/alerts.ndjson")).hasContent(alert);
    sameResults(project.resolve("out/backfill"), project.resolve("out/run"));
    assertThat(Files.readAllLines(project.resolve("out/strict/alerts.ndjson"))).hasSize(2);
    assertThat(project.resolve("out/run/alert_signals.ndjson"))
        .content()
        .contains("RAISED", "CONFIRMED");
    assertThat(log).containsPattern("c-2 +\\S* *5 ");
    for (String demo : demos) {
      begins(outside, project, demo);
    }
  }

  @Test
  void the_page_shows_a_record_as_it_is() throws IOException {
    String records = Files.readString(SAMPLE.resolve("data/refunds.ndjson"));

    assertThat(Files.readString(DOCUMENT))
        .contains(
            shown(
                "first line of samples/refunds/data/refunds.ndjson",
                records.substring(0, records.indexOf('\n') + 1)));
  }

  @Test
  void the_commands_that_a_new_project_tells_of_are_those_of_the_page() throws IOException {
    String document = Files.readString(DOCUMENT);
    List<String> told =
        blocks(Files.readString(SAMPLE.resolve("README.md")))
            .flatMap(block -> block.group(2).lines())
            .map(line -> line.replaceAll(" +#.*", ""))
            .toList();

    assertThat(told).hasSizeGreaterThan(4).allSatisfy(line -> assertThat(document).contains(line));
  }

  private static Stream<MatchResult> blocks(String document) {
    return COMMANDS.matcher(document).results();
  }

  private static String shown(String what, String json) {
    return "<!-- " + what + " -->\n```json\n" + json + "```\n";
  }

  /** The blocks in their order; demos, which do not end, apart. */
  private static String script(String document, List<String> demos) {
    StringBuilder script = new StringBuilder();
    blocks(document)
        .forEach(
            block -> {
              String mark = block.group(1);
              if (mark == null) {
                script.append(block.group(2));
              } else if (mark.equals("begun by the build, and ended")) {
                demos.add(block.group(2).strip());
              } else {
                assertThat(mark).isEqualTo("not run by the build");
              }
            });
    assertThat(demos).hasSize(1);
    return script.toString();
  }

  /** As the script of a checkout runs commands that need no Flink, but from JARs. */
  private static List<String> commands() throws IOException {
    Path bootstrap = Path.of("../bootstrap").toAbsolutePath().normalize();
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        Outside.jar(bootstrap, "millrace-bootstrap")
            + ":"
            + Files.readString(bootstrap.resolve("target/classpath-core")).strip(),
        "io.millrace.bootstrap.cli.Millrace");
  }

  /** Line by line, in any order; the signals, of which a backfill knows nothing, apart. */
  private static void sameResults(Path backfill, Path run) throws IOException {
    try (Stream<Path> files = Files.list(backfill)) {
      List<Path> results = files.toList();
      assertThat(results).hasSizeGreaterThan(5);
      for (Path result : results) {
        assertThat(Files.readAllLines(run.resolve(backfill.relativize(result))))
            .as("%s", result)
            .containsExactlyInAnyOrderElementsOf(Files.readAllLines(result));
      }
    }
  }

  /** Ends it as soon as it says where it is. */
  private void begins(Outside outside, Path project, String demo) throws IOException {
    Process process =
        outside
            .process(project, "bash", "-c", "exec " + demo + " --port 0 --flink-port 18643")
            .start();
    try (BufferedReader printed = process.inputReader(StandardCharsets.UTF_8)) {
      List<String> lines = new ArrayList<>();
      String line = printed.readLine();
      while (line != null && !line.startsWith("dashboard ")) {
        lines.add(line);
        line = printed.readLine();
      }
      assertThat(line).as("after %s", lines).startsWith("dashboard  http://127.0.0.1:");
    } finally {
      process.destroy();
      process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }
  }
}
