package io.millrace.benchmarks.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.files.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class JsonBenchmarkTest {
  @Test
  void libraries_are_measured_by_speed_and_by_what_they_refuse() throws Exception {
    assertThat(table("products"))
        .containsPattern("\\| products \\| \\d+ \\| [\\d,]+ \\| \\d+ \\| 1\\.00 \\| ")
        .containsPattern("\\| 01 \\| refuses \\| refuses \\| ")
        .containsPattern("\\| as ours, of (\\d+) \\| \\1 \\| ");
  }

  @Test
  void a_stream_that_there_is_not_is_bad_usage() {
    assertThatThrownBy(() -> table("tapes")).isInstanceOf(UsageException.class);
  }

  private static String table(String stream) throws Exception {
    JsonBenchmark json = new JsonBenchmark();
    new CommandLine(json)
        .parseArgs("--streams", stream, "--forks", "0", "--iterations", "1", "--seconds", "0.05");
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    json.run(new PrintStream(table, true, StandardCharsets.UTF_8));
    return table.toString(StandardCharsets.UTF_8);
  }
}
