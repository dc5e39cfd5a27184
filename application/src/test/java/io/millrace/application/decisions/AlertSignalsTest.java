package io.millrace.application.decisions;

import static io.millrace.application.decisions.Given.SECOND;
import static io.millrace.application.decisions.Given.at;
import static io.millrace.application.decisions.Given.failure;
import static io.millrace.application.decisions.Given.success;
import static io.millrace.domain.result.AlertPhase.CONFIRMED;
import static io.millrace.domain.result.AlertPhase.RAISED;
import static io.millrace.domain.result.AlertPhase.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Decision;
import io.millrace.domain.access.BruteForceAlerts;
import io.millrace.domain.access.BruteForcePolicy;
import io.millrace.domain.access.BruteForcePolicy.Mode;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.AlertRule;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertPhase;
import io.millrace.domain.result.Result;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the signals of every rule, whatever the order of arrival. */
class AlertSignalsTest {
  private static final int SEEDS = 60;
  private static final long[] BOUNDS_MS = {0, 100, 5000, 120_000};

  @ParameterizedTest
  @MethodSource("rules")
  void what_was_raised_and_not_withdrawn_is_confirmed_and_what_the_replay_decides(Rule rule) {
    Map<AlertPhase, Integer> found = new EnumMap<>(AlertPhase.class);
    for (long seed = 0; seed < SEEDS; seed++) {
      List<StreamEvent> events = new RandomHistory(seed).events(200);
      SignalCheck check = rule.run(events, BOUNDS_MS[(int) (seed % BOUNDS_MS.length)], seed);

      check.holds(rule + ", seed " + seed, rule.replay(events));
      check.counts().forEach((phase, count) -> found.merge(phase, count, Integer::sum));
    }

    assertThat(found.get(CONFIRMED)).isGreaterThan(100);
    assertThat(found.get(WITHDRAWN)).isGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void events_in_order_raise_what_they_trigger_before_the_next_one_and_withdraw_nothing(Rule rule) {
    for (long seed = 0; seed < 10; seed++) {
      String what = rule + ", seed " + seed;
      List<StreamEvent> events = inOrder(new RandomHistory(seed).events());
      SignalCheck check = new SignalCheck();
      DecisionSignals<?, ?, ?> driver = rule.open(check);
      for (int i = 0; i < events.size(); i++) {
        driver.add(events.get(i));
        if (i % 20 == 0) {
          assertThat(check.ids(RAISED))
              .as(what)
              .containsExactlyInAnyOrderElementsOf(
                  rule.replay(events.subList(0, i + 1)).stream().map(Alert::alertId).toList());
        }
      }
      driver.finish();
      check.holds(what, rule.replay(events));
      assertThat(check.ids(WITHDRAWN)).as(what).isEmpty();
    }
  }

  @Test
  void every_decision_that_raises_alerts_is_run_ahead() {
    List<Decision<?, ?, ?>> catalogue =
        Catalogue.installed().decisions(AnomalyPolicy.withScores(RandomHistory.POLICIES, true));
    TreeSet<String> raising = new TreeSet<>();
    for (long seed = 0; seed < 30; seed++) {
      for (Decision<?, ?, ?> decision : catalogue) {
        for (Result result :
            DecisionReplay.of(decision).given(new RandomHistory(seed).events()).finished()) {
          if (result instanceof Alert) {
            raising.add(decision.name());
          }
        }
      }
    }

    assertThat(catalogue.stream().filter(one -> one.machine() instanceof AlertRule))
        .extracting(Decision::name)
        .containsExactlyInAnyOrderElementsOf(raising);
  }

  @Test
  void an_attack_is_raised_with_its_third_failure_and_confirmed_once_the_watermark_has_passed_it() {
    SignalCheck said = new SignalCheck();
    DecisionSignals<?, ?, ?> driver = DecisionSignals.of("brute-force-login", said);
    driver.add(failure("f-1", at(0)));
    driver.add(failure("f-2", at(1)));
    assertThat(said.words()).isEmpty();
    driver.add(failure("f-3", at(2)));
    assertThat(said.words()).containsExactly("RAISED f-1 f-2 f-3");
    driver.advanceTo(at(1));
    assertThat(said.words()).hasSize(1);
    driver.advanceTo(at(2));
    assertThat(said.words()).containsExactly("RAISED f-1 f-2 f-3", "CONFIRMED f-1 f-2 f-3");
  }

  @Test
  void a_success_that_comes_late_between_the_failures_withdraws_the_attack() {
    SignalCheck said = new SignalCheck();
    DecisionSignals<?, ?, ?> driver = DecisionSignals.of("brute-force-login", said);
    driver.add(failure("f-1", at(0)));
    driver.add(failure("f-2", at(10)));
    driver.add(failure("f-3", at(20)));
    driver.add(success("s-1", at(15)));
    driver.advanceTo(at(19));
    assertThat(said.words()).containsExactly("RAISED f-1 f-2 f-3");
    driver.advanceTo(at(20));
    assertThat(said.words()).containsExactly("RAISED f-1 f-2 f-3", "WITHDRAWN f-1 f-2 f-3");
  }

  @Test
  void an_attack_that_is_refuted_and_then_holds_again_is_raised_once() {
    SignalCheck said = new SignalCheck();
    DecisionSignals<?, ?, ?> driver = DecisionSignals.of("brute-force-login", said);
    driver.add(failure("f-4", at(40)));
    driver.add(failure("f-5", at(50)));
    driver.add(failure("f-6", at(60)));
    driver.add(failure("f-3", at(30))); // f-3, f-4 and f-5 now belong together
    driver.add(failure("f-2", at(20)));
    driver.add(failure("f-1", at(10))); // and again f-4, f-5 and f-6
    driver.finish();
    assertThat(said.words())
        .containsExactly(
            "RAISED f-4 f-5 f-6",
            "RAISED f-3 f-4 f-5",
            "RAISED f-2 f-3 f-4",
            "RAISED f-1 f-2 f-3",
            "CONFIRMED f-1 f-2 f-3",
            "CONFIRMED f-4 f-5 f-6",
            "WITHDRAWN f-2 f-3 f-4",
            "WITHDRAWN f-3 f-4 f-5");
  }

  @Test
  void a_copy_raises_nothing() {
    SignalCheck said = new SignalCheck();
    DecisionSignals<?, ?, ?> driver = DecisionSignals.of("brute-force-login", said);
    for (int i = 0; i < 3; i++) {
      driver.add(failure("f-1", at(0)));
    }
    driver.finish();
    assertThat(said.words()).isEmpty();
  }

  @Test
  void a_deadline_between_two_events_that_wait_has_passed_for_the_second() {
    SignalCheck said = new SignalCheck();
    DecisionSignals<?, ?, ?> driver = DecisionSignals.of("brute-force-login", said);
    driver.add(failure("f-1", at(0)));
    driver.add(failure("f-2", at(SECOND)));
    driver.add(failure("f-3", at(70 * SECOND)));
    driver.add(failure("f-4", at(71 * SECOND)));
    assertThat(said.words()).isEmpty();
    driver.add(failure("f-5", at(72 * SECOND)));
    assertThat(said.words()).containsExactly("RAISED f-3 f-4 f-5");
  }

  @Test
  void nothing_is_remembered_of_a_key_whose_events_are_decided_and_forgotten() {
    DecisionSignals<?, ?, ?> driver = DecisionSignals.of("brute-force-login", new SignalCheck());
    driver.add(failure("f-1", at(0)));
    assertThat(driver.keys()).isOne();
    driver.finish();
    assertThat(driver.keys()).isZero();
  }

  /** By time, and events of one time by id; the streams of a rule have the same rank. */
  private static List<StreamEvent> inOrder(List<StreamEvent> events) {
    List<StreamEvent> ordered = new ArrayList<>(events);
    ordered.sort(Event.ORDER);
    return ordered;
  }

  static List<Rule> rules() {
    Policies episodes =
        Policies.DEFAULT.with(
            BruteForcePolicy.SECTION,
            new BruteForcePolicy("1", 3, 60_000, 60_000, 60_000, Mode.ONCE_PER_EPISODE));
    List<Rule> rules = new ArrayList<>();
    for (Decision<?, ?, ?> decision : Catalogue.installed().decisions(RandomHistory.POLICIES)) {
      if (decision.machine() instanceof AlertRule) {
        rules.add(new Rule(decision.name(), RandomHistory.POLICIES));
      }
    }
    rules.add(new Rule(BruteForceAlerts.ATTACK, episodes));
    rules.add(new Rule("anomaly", ZScoreTest.POLICIES));
    return rules;
  }
}
