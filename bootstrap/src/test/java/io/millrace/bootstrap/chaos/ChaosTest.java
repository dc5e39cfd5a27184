package io.millrace.bootstrap.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.broker.EmbeddedBroker;
import io.millrace.domain.result.ResultType;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosTest {
  private static final long EVENTS = Long.getLong("millrace.chaos.events", 100_000);
  private static final long SEED = Long.getLong("millrace.seed", 1_009);

  @Test
  void no_fault_loses_doubles_or_changes_a_result() throws Exception {
    System.out.println("chaos of seed " + SEED);
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      String sentence =
          new Chaos(broker, System.out::println).run(new ChaosOptions(EVENTS, SEED, 2, 3));

      System.out.println(sentence);
      assertThat(sentence)
          .contains("6 kinds of fault", "0 lost, 0 doubled, 0 different")
          .doesNotContain(" 0 results");
    }
  }

  @Test
  void what_is_lost_doubled_or_different_is_seen() {
    Verdict verdict =
        Verdict.of(ResultType.ALERTS, List.of("a", "b", "b", "c"), List.of("a", "a", "b", "d"));

    assertThat(verdict).hasToString("2 lost, 1 doubled, 1 different");
    assertThat(verdict.example())
        .isEqualTo("missing in alerts: b; twice in alerts: a; not right in alerts: d");
    assertThat(verdict.isRight()).isFalse();
  }

  @Test
  void where_a_record_was_read_makes_no_difference() {
    Verdict verdict =
        Verdict.of(
            ResultType.REJECTIONS,
            List.of("{\"raw\":\"x\",\"source\":{\"file\":\"a\",\"line\":1}}"),
            List.of("{\"raw\":\"x\",\"source\":{\"partition\":0,\"offset\":7}}"));

    assertThat(verdict.isRight()).isTrue();
  }
}
