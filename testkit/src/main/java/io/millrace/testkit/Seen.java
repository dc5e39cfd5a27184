package io.millrace.testkit;

import io.millrace.application.catalogue.Decision;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertSignal;
import io.millrace.testkit.Run.Keeping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a decision does over a few steps.
 *
 * @param results in the order of each key
 * @param signals as they were said
 * @param remembered what is known at the end, by key
 */
record Seen(List<Decided> results, List<Said> signals, SortedMap<String, String> remembered) {
  /** A signal, and the alert that it is about. */
  record Said(AlertSignal signal, Alert alert) {}

  /**
   * Something happens, or the watermark moves.
   *
   * @param events empty where it moves
   */
  record Step<V>(List<V> events, long watermarkMs) {}

  /** What is specified: a decision, and what it takes of what is given. */
  record Subject<S, E extends Event, O, V>(
      String name,
      Function<Policies, Decision<S, E, O>> decision,
      BiFunction<Decision<S, E, O>, V, List<KeyedEvent<E>>> inputs) {

    static <S, E extends Event, O> Subject<S, E, O, StreamEvent> ofStreams(
        String name, Function<Policies, Decision<S, E, O>> decision) {
      return new Subject<>(name, decision, (made, event) -> Inputs.of(made, List.of(event)));
    }

    Seen run(Policies policies, List<Step<V>> steps, boolean ahead) {
      Decision<S, E, O> made = decision.apply(policies);
      List<Decided> results = new ArrayList<>();
      List<Said> signals = new ArrayList<>();
      Map<String, Alert> raised = new HashMap<>();
      Run<S, E, O> run =
          new Run<>(
              made,
              Keeping.AS_IT_IS,
              results::add,
              ahead ? signal -> signals.add(said(signal, raised)) : null);
      for (Step<V> step : steps) {
        for (V given : step.events) {
          inputs.apply(made, given).forEach(one -> run.add(one.key(), one.event()));
        }
        if (step.events.isEmpty()) {
          run.advanceTo(step.watermarkMs);
        }
      }
      return new Seen(results, signals, run.remembered());
    }

    private static Said said(AlertSignal signal, Map<String, Alert> raised) {
      Alert alert = signal.alert();
      if (alert != null) {
        raised.put(signal.alertId(), alert);
      }
      return new Said(
          signal, Objects.requireNonNull(raised.get(signal.alertId()), "a signal of no alert"));
    }
  }
}
