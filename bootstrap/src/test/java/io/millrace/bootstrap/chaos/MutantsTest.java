package io.millrace.bootstrap.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.broker.BrokerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bugs that are planted, and a small run of chaos that finds each of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutantsTest {
  private static final long EVENTS = 1_500;
  private static final long SEED = 5;

  /**
   * When a fault strikes is a matter of threads, and a bug may not show at once: then with more
   * events, and another seed.
   */
  private static final int RUNS = 4;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private BrokerProcess broker;

  @BeforeAll
  void startBroker(@TempDir Path folder) throws IOException, InterruptedException {
    broker = BrokerProcess.start(folder);
  }

  @AfterAll
  void stopBroker() {
    broker.close();
  }

  @Test
  void without_a_bug_the_same_faults_show_nothing() throws Exception {
    Verdict verdict =
        verdict(0, List.of(InjectedFault.TASK_MANAGER_KILLED, InjectedFault.PARTITIONS_ADDED));

    assertThat(verdict.isRight()).as(verdict + ": " + verdict.examples()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void chaos_finds(Mutant mutant) throws Exception {
    Verdict verdict;
    try (Mutant.Planted planted = mutant.plant()) {
      int run = 0;
      do {
        verdict = verdict(run, mutant.faults());
        System.out.println(mutant + ": " + verdict);
        run++;
      } while (run < RUNS && mutant.symptoms(verdict) == 0);
      assertThat(planted.isThere()).isTrue();
    }

    assertThat(mutant.symptoms(verdict)).as(verdict + ": " + verdict.examples()).isPositive();
  }

  private Verdict verdict(int run, List<InjectedFault> faults) throws Exception {
    return new Chaos(broker, said -> {})
        .verdict(new ChaosOptions(EVENTS << run, SEED + run, 1, 2, faults, PATIENCE));
  }
}
