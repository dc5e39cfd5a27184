package io.millrace.application.decisions;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.Reads;
import io.millrace.application.replay.Replay;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.result.Result;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One decision of the catalogue over the events of its streams, both steps if it has two. */
final class DecisionReplay<S, E extends Event, O> {
  private final Decision<S, E, O> decision;
  private final List<Result> results = new ArrayList<>();
  private final Replay<S, E, O> first;
  private final @Nullable Replay<?, Event, ?> second;

  private DecisionReplay(Decision<S, E, O> decision) {
    this.decision = decision;
    Decision<?, ?, ?> merge = decision.merge();
    if (merge == null) {
      this.second = null;
      this.first = new Replay<>(decision.machine(), result -> results.add((Result) result));
    } else {
      Replay<?, Event, ?> merging = merging(merge, results);
      this.second = merging;
      this.first =
          new Replay<>(
              decision.machine(), share -> merging.add(Decision.GLOBAL_KEY, (Event) share));
    }
  }

  static DecisionReplay<?, ?, ?> of(Decision<?, ?, ?> decision) {
    return new DecisionReplay<>(decision);
  }

  static DecisionReplay<?, ?, ?> of(String name) {
    return of(name, Policies.DEFAULT);
  }

  static DecisionReplay<?, ?, ?> of(String name, Policies policies) {
    return of(
        Catalogue.installed().decisions(AnomalyPolicy.withScores(policies, true)).stream()
            .filter(decision -> decision.name().equals(name))
            .findFirst()
            .orElseThrow());
  }

  /** All results of a decision over a history, in order. */
  static List<Result> decide(String name, StreamEvent... events) {
    return of(name).given(events).finished();
  }

  DecisionReplay<S, E, O> given(StreamEvent... events) {
    for (StreamEvent event : events) {
      add(event);
    }
    return this;
  }

  DecisionReplay<S, E, O> given(Iterable<? extends StreamEvent> events) {
    events.forEach(this::add);
    return this;
  }

  void add(StreamEvent event) {
    for (Reads<E> reads : decision.reads()) {
      if (reads.stream().equals(event.stream())) {
        first.add(reads.key().apply(event), reads.input().apply(event));
      }
    }
  }

  void advanceTo(long watermarkMs) {
    first.advanceTo(watermarkMs);
    if (second != null) {
      second.advanceTo(watermarkMs);
    }
  }

  List<Result> finished() {
    advanceTo(Long.MAX_VALUE);
    return results;
  }

  List<Result> results() {
    return results;
  }

  int keys() {
    return first.keys() + (second == null ? 0 : second.keys());
  }

  long duplicates() {
    return first.duplicates();
  }

  /** The second step takes what the first one emits as its events. */
  @SuppressWarnings("unchecked")
  private static <T, F extends Event, P> Replay<?, Event, ?> merging(
      Decision<T, F, P> merge, List<Result> results) {
    StateMachine<T, Event, P> machine = (StateMachine<T, Event, P>) merge.machine();
    return new Replay<>(machine, result -> results.add((Result) result));
  }
}
