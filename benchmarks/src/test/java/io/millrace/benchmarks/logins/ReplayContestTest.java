package io.millrace.benchmarks.logins;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.contest.Contest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayContestTest {
  private static final int RECORDS = 20_000;

  @TempDir private Path work = Path.of(".");

  @Test
  void the_loop_gives_what_the_machine_gives() throws Exception {
    Path input = work.resolve("logins.ndjson");
    new LoginInput(RECORDS, 100, 100, 7).write(input);
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    new Contest("replay", ReplayBenchmark.contenders(ReplayBenchmark.logins(input)), work)
        .run(input, RECORDS, 1, new PrintStream(table, true, StandardCharsets.UTF_8));
    assertThat(table.toString(StandardCharsets.UTF_8)).contains("| machine, driven by Replay |");
  }
}
