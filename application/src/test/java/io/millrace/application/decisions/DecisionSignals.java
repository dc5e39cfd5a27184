package io.millrace.application.decisions;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.Reads;
import io.millrace.application.signals.SignalReplay;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.AlertRule;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.policy.Policies;

/** One rule of the catalogue over the events of its streams as they arrive. */
final class DecisionSignals<S, E extends Event, O> {
  private final Decision<S, E, O> decision;
  private final SignalReplay<S, E, O> replay;
  private final SignalCheck check;

  private DecisionSignals(Decision<S, E, O> decision, AlertRule<S, E, O> rule, SignalCheck check) {
    this.decision = decision;
    this.replay = new SignalReplay<>(rule, check::decided, check::said);
    this.check = check;
  }

  static DecisionSignals<?, ?, ?> of(String name, SignalCheck check) {
    return of(name, Policies.DEFAULT, check);
  }

  static DecisionSignals<?, ?, ?> of(String name, Policies policies, SignalCheck check) {
    return of(
        Catalogue.installed().decisions(policies).stream()
            .filter(decision -> decision.name().equals(name))
            .findFirst()
            .orElseThrow(),
        check);
  }

  private static <S, E extends Event, O> DecisionSignals<S, E, O> of(
      Decision<S, E, O> decision, SignalCheck check) {
    return new DecisionSignals<>(decision, (AlertRule<S, E, O>) decision.machine(), check);
  }

  void add(StreamEvent event) {
    for (Reads<E> reads : decision.reads()) {
      if (reads.stream().equals(event.stream())) {
        replay.add(reads.key().apply(event), reads.input().apply(event));
      }
    }
  }

  void advanceTo(long watermarkMs) {
    check.watermarkIs(watermarkMs);
    replay.advanceTo(watermarkMs);
  }

  void finish() {
    advanceTo(Long.MAX_VALUE);
  }

  int keys() {
    return replay.keys();
  }
}
