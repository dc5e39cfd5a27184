package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.access.BruteForceLoginEntry;
import io.millrace.application.anomaly.AnomalyEntry;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.fraud.CardTestingEntry;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.policy.Policies;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every decision of the catalogue keeps every law. */
class BuiltInDecisionsLawsTest {
  @TestFactory
  Stream<DynamicNode> laws() {
    return BuiltIns.laws().entrySet().stream()
        .map(one -> LawTests.of(one.getKey(), one.getValue()));
  }

  @Test
  void no_decision_of_the_catalogue_is_left_out() {
    Set<String> held =
        BuiltIns.laws().values().stream().map(Laws::name).collect(Collectors.toSet());

    assertThat(Catalogue.installed().entries())
        .extracting(DecisionEntry::name)
        .containsExactlyInAnyOrderElementsOf(held);
  }

  @Test
  void the_histories_of_rules_refute_alerts_that_were_raised() {
    assertThat(
            List.of(
                withdrawn(BruteForceLoginEntry.ENTRY, Policies.DEFAULT, BuiltIns.logins()),
                withdrawn(CardTestingEntry.ENTRY, Policies.DEFAULT, BuiltIns.payments()),
                withdrawn(AnomalyEntry.ENTRY, BuiltIns.hasty(), BuiltIns.series())))
        .allMatch(count -> count > 5);
  }

  private static <S, E extends Event, O> int withdrawn(
      DecisionEntry<S, E, O> entry, Policies policies, Histories<StreamEvent> histories) {
    Decision<S, E, O> decision = entry.by(policies);
    int withdrawn = 0;
    for (long seed = 0; seed < 30; seed++) {
      List<KeyedEvent<E>> events = Inputs.of(decision, histories.history(seed));
      SignalTrial<S, E, O> trial = new SignalTrial<>(decision, events, seed, 120_000);
      withdrawn += trial.asTheyCome().withdrawn().size();
    }
    return withdrawn;
  }
}
