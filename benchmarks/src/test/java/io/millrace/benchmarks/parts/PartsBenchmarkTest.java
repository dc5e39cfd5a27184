package io.millrace.benchmarks.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.files.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PartsBenchmarkTest {
  @Test
  void a_part_is_measured_by_its_name() throws Exception {
    assertThat(table("^read states of card-testing$"))
        .containsPattern(
            "\\| read states of card-testing \\| [\\d.,]+ \\| [\\d.,]+ \\| \\d+ \\| [\\d,]+ \\| ");
  }

  @Test
  void a_name_that_no_part_has_is_bad_usage() {
    assertThatThrownBy(() -> table("no such part")).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> table("(")).isInstanceOf(UsageException.class);
  }

  @Test
  void every_part_has_something_to_do() throws Exception {
    for (String name : Written.names()) {
      assertThat(Written.of(name).meanBytes()).as(name).isPositive();
    }
  }

  private static String table(String regex) throws Exception {
    PartsBenchmark parts = new PartsBenchmark();
    new CommandLine(parts)
        .parseArgs(regex, "--forks", "0", "--iterations", "1", "--seconds", "0.1");
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    parts.run(new PrintStream(table, true, StandardCharsets.UTF_8));
    return table.toString(StandardCharsets.UTF_8);
  }
}
