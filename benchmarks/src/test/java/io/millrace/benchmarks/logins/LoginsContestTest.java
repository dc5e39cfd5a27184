package io.millrace.benchmarks.logins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.benchmarks.contest.Cluster;
import io.millrace.benchmarks.contest.Contender;
import io.millrace.benchmarks.contest.Contest;
import io.millrace.benchmarks.contest.Setup;
import io.millrace.benchmarks.contest.Setup.Backend;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginsContestTest {
  private static final int RECORDS = 5_000;

  @TempDir private Path work = Path.of(".");

  @Test
  void all_ways_to_find_attacks_find_the_same() throws Exception {
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    Setup setup = new Setup(Backend.HEAP, 2, Duration.ofMillis(100), 0);
    try (Cluster cluster = Cluster.start(setup, work)) {
      List<Contender> contenders = LoginsBenchmark.contenders(cluster, true);
      new Contest("logins", contenders, work)
          .run(input(), RECORDS, 1, new PrintStream(table, true, StandardCharsets.UTF_8));
      assertThat(table.toString(StandardCharsets.UTF_8))
          .contains(contenders.stream().map(one -> "| " + one.name() + " |").toList());
    }
  }

  @Test
  void a_way_that_finds_something_else_is_refused() throws Exception {
    Contender blind =
        new Contender() {
          @Override
          public String name() {
            return "blind";
          }

          @Override
          public void run(Path input, Path output) {}
        };
    Contest contest = new Contest("logins", List.of(new PlainLoop(), blind), work);
    assertThatThrownBy(() -> contest.run(input(), RECORDS, 1, System.out))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("blind gives other results: 0 lines for ");
  }

  private Path input() throws Exception {
    Path input = work.resolve("logins.ndjson");
    if (!Files.exists(input)) {
      new LoginInput(RECORDS, 100, 100, 7).write(input);
    }
    return input;
  }
}
