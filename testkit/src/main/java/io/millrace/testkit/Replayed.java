package io.millrace.testkit;

import io.millrace.application.catalogue.Decision;
import io.millrace.application.replay.Replay;
import io.millrace.domain.kernel.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a replay of sorted events decides: the definition of the right answer. */
final class Replayed {
  private Replayed() {}

  /** The results, in the order of each key. */
  static <S, E extends Event, O> void of(
      Decision<S, E, O> decision, List<KeyedEvent<E>> sorted, Consumer<Decided> results) {
    Watched<S, E, O> machine = Watched.of(decision);
    Decision<?, ?, ?> merge = decision.merge();
    List<KeyedEvent<Event>> shares = new ArrayList<>();
    Replay<S, E, O> replay =
        new Replay<>(
            machine,
            decided -> {
              if (merge == null) {
                results.accept(Decided.of(machine.key(), decided));
              } else {
                shares.add(new KeyedEvent<>(Decision.GLOBAL_KEY, (Event) decided));
              }
            });
    sorted.forEach(keyed -> replay.add(keyed.key(), keyed.event()));
    replay.finish();
    if (merge != null) {
      second(merge, shares, results);
    }
  }

  @SuppressWarnings("unchecked") // the second step takes what the first one emits as its events
  private static <T> void second(
      Decision<T, ?, ?> merge, List<KeyedEvent<Event>> shares, Consumer<Decided> results) {
    of((Decision<T, Event, Object>) merge, shares, results);
  }
}
