package io.millrace.bootstrap.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.broker.BrokerProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChaosTest {
  private static final long EVENTS = Long.getLong("millrace.chaos.events", 20_000);
  private static final long SEED = Long.getLong("millrace.seed", 1_009);

  @Test
  void no_fault_loses_doubles_or_changes_a_result(@TempDir Path folder) throws Exception {
    System.out.println("chaos of seed " + SEED);
    try (BrokerProcess broker = BrokerProcess.start(folder)) {
      String sentence =
          new Chaos(broker, System.out::println).run(ChaosOptions.of(EVENTS, SEED, 2, 3));

      System.out.println(sentence);
      assertThat(sentence).contains("11 kinds of fault").doesNotContain(" 0 results");
    }
  }
}
