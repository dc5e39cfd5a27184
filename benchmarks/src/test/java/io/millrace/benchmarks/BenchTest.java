package io.millrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchTest {
  @Test
  void every_benchmark_has_a_name_and_says_what_it_measures() {
    CommandLine commands = Bench.commands();
    assertThat(commands.getSubcommands())
        .containsKeys(
            "api",
            "backfill",
            "detection",
            "growth",
            "latency",
            "latency-windows",
            "logins",
            "parts",
            "replay",
            "skew");
    commands
        .getSubcommands()
        .forEach(
            (name, command) ->
                assertThat(command.getCommandSpec().usageMessage().description())
                    .as(name)
                    .hasSize(1));
  }

  @Test
  void an_unknown_name_is_bad_usage() {
    assertThat(io.millrace.bootstrap.cli.Millrace.execute(quiet(), "no-such-thing")).isEqualTo(2);
  }

  @Test
  void a_number_that_makes_no_sense_is_bad_usage() {
    assertThat(io.millrace.bootstrap.cli.Millrace.execute(quiet(), "logins", "--records", "0"))
        .isEqualTo(2);
    assertThat(io.millrace.bootstrap.cli.Millrace.execute(quiet(), "logins", "--backend", "tape"))
        .isEqualTo(2);
    assertThat(io.millrace.bootstrap.cli.Millrace.execute(quiet(), "latency", "--rate", "0"))
        .isEqualTo(2);
  }

  private static CommandLine quiet() {
    return Bench.commands()
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(new StringWriter()));
  }
}
