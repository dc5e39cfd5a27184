package io.millrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bootstrap.cli.Millrace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contests that are whole commands, as small as they can be; where results differ, they fail.
 */
class SmallContestsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "decisions --backend heap --records 3000 --event-rate 50",
        "growth --backend heap --records 2000 --customers 10,1000",
        "skew --backend heap --records 2000",
        "backfill --records 3000"
      })
  void a_contest_ends_with_a_table(String command) {
    String[] arguments = (command + " --rounds 1").split(" ");
    assertThat(Millrace.execute(Bench.commands(), arguments)).isZero();
  }
}
