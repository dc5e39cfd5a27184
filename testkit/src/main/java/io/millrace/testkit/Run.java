package io.millrace.testkit;

import io.millrace.application.catalogue.Decision;
import io.millrace.application.codec.Codec;
import io.millrace.application.signals.Speculation;
import io.millrace.application.signals.SpeculativeState;
import io.millrace.domain.kernel.AlertRule;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.Timeline;
import io.millrace.domain.result.AlertSignal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Drives a decision, both steps if it has two, over events as they arrive, and lets tests see what
 * is remembered. The state of a key may go through the codec, or through a copy, after every step.
 */
final class Run<S, E extends Event, O> {
  /** What becomes of a state between two steps. */
  enum Keeping {
    AS_IT_IS,
    WRITTEN,
    COPIED
  }

  /** What is known of one key. */
  private record Life<S, E extends Event>(
      Timeline<S, E> timeline, SpeculativeState<S, E> speculative) {}

  private final Decision<S, E, O> decision;
  private final Keeping keeping;
  private final Consumer<Decided> results;
  private final Watched<S, E, O> machine;
  private final @Nullable Speculation<S, E, O> speculation;
  private final @Nullable Run<?, Event, ?> second;
  private final Map<String, Life<S, E>> lives = new LinkedHashMap<>();

  /** A run of which nothing has happened yet. */
  Run(Decision<S, E, O> decision, Keeping keeping, Consumer<Decided> results) {
    this(decision, keeping, results, null);
  }

  /** The same, and ahead of the watermark if signals are listened to. */
  Run(
      Decision<S, E, O> decision,
      Keeping keeping,
      Consumer<Decided> results,
      @Nullable Consumer<AlertSignal> signals) {
    this.decision = decision;
    this.keeping = keeping;
    this.results = results;
    machine = Watched.of(decision);
    speculation =
        signals != null && machine instanceof AlertRule<S, E, O> rule
            ? new Speculation<>(rule, signals::accept)
            : null;
    second = decision.merge() == null ? null : second(decision.merge(), keeping, results);
  }

  /** The second step takes what the first one emits as its events. */
  @SuppressWarnings("unchecked")
  private static <T> Run<?, Event, ?> second(
      Decision<T, ?, ?> merge, Keeping keeping, Consumer<Decided> results) {
    return new Run<>((Decision<T, Event, Object>) merge, keeping, results);
  }

  /** Takes an event of a key, later than the last watermark. */
  void add(String key, E event) {
    Life<S, E> life =
        kept(key, lives.computeIfAbsent(key, born -> life(machine.initial(), List.of(), Map.of())));
    E taken = keeping == Keeping.WRITTEN ? Written.eventAgain(decision.events(), event) : event;
    if (life.timeline.offer(taken) && speculation != null) {
      speculation.onEvent(key, life.timeline, life.speculative, taken);
    }
  }

  /** Decides everything up to a watermark. */
  void advanceTo(long watermarkMs) {
    for (String key : List.copyOf(lives.keySet())) {
      Life<S, E> life = lives.get(key);
      if (life != null && life.timeline.wakeUpMs(machine) <= watermarkMs) {
        advance(key, kept(key, life), watermarkMs);
      }
    }
    if (second != null) {
      second.advanceTo(watermarkMs);
    }
  }

  private void advance(String key, Life<S, E> life, long watermarkMs) {
    Outbox<O> out = decided -> take(key, decided);
    if (speculation == null) {
      life.timeline.advance(machine, key, watermarkMs, out);
    } else {
      speculation.advance(key, life.timeline, life.speculative, watermarkMs, out);
    }
    if (life.timeline.isForgettable(machine)) {
      lives.remove(key);
    }
  }

  private void take(String key, O decided) {
    if (second == null) {
      results.accept(Decided.of(key, decided));
    } else {
      second.add(Decision.GLOBAL_KEY, (Event) decided);
    }
  }

  /** The state as it is kept between two steps. */
  private Life<S, E> kept(String key, Life<S, E> life) {
    Life<S, E> kept =
        switch (keeping) {
          case AS_IT_IS -> life;
          case WRITTEN -> again(life);
          case COPIED -> copied(key, life);
        };
    lives.put(key, kept);
    return kept;
  }

  private Life<S, E> again(Life<S, E> life) {
    S state = life.timeline.state();
    List<E> waiting = new ArrayList<>();
    life.timeline
        .waiting()
        .forEach(event -> waiting.add(Written.eventAgain(decision.events(), event)));
    return life(
        state == machine.initial() ? state : Written.again(decision.states(), state),
        waiting,
        life.speculative.raised());
  }

  /** Goes on with a copy, while the original lives on in another way. */
  private Life<S, E> copied(String key, Life<S, E> life) {
    S original = life.timeline.state();
    if (original == machine.initial()) {
      return life;
    }
    S copy = copyOf(original);
    byte[] bytes = Written.bytes(decision.states(), copy);
    Timeline<S, E> spoiled = new Timeline<>(original, life.timeline.waiting());
    spoiled.advance(Watched.of(decision), key, Long.MAX_VALUE, none -> {});
    if (!Arrays.equals(bytes, Written.bytes(decision.states(), copy))) {
      throw new BrokenLaw(
          Law.COPY,
          "a copy of a state of key %s has changed with the original, and is now %s"
              .formatted(key, Told.one(copy)));
    }
    return life(copy, life.timeline.waiting(), life.speculative.raised());
  }

  private S copyOf(S original) {
    byte[] bytes = Written.bytes(decision.states(), original);
    S copy = decision.states().copy(original);
    isEqual("the codec's copy", bytes, copy);
    if (decision.machine() instanceof AlertRule<S, E, O> rule) {
      copy = rule.copy(copy);
      isEqual("the rule's copy", bytes, copy);
    }
    return copy;
  }

  private void isEqual(String what, byte[] bytes, S copy) {
    if (!Arrays.equals(bytes, Written.bytes(decision.states(), copy))) {
      throw new BrokenLaw(
          Law.COPY, what + " of a state is written in other bytes: " + Told.one(copy));
    }
  }

  private static <S, E extends Event> Life<S, E> life(
      S state, List<E> waiting, Map<String, Long> raised) {
    return new Life<>(new Timeline<>(state, waiting), new SpeculativeState<>(raised));
  }

  /** Takes over all that another run has known, as written and read again. */
  void restore(Run<S, E, O> stopped) {
    stopped.lives.forEach((key, life) -> lives.put(key, again(life)));
    if (second != null && stopped.second != null) {
      restoreSecond(second, stopped.second);
    }
  }

  @SuppressWarnings("unchecked") // both are of one decision
  private static <T, P> void restoreSecond(Run<T, Event, P> second, Run<?, Event, ?> stopped) {
    second.restore((Run<T, Event, P>) stopped);
  }

  /** Whether the last result came with an event, and not with a deadline. */
  boolean isInEvent() {
    return machine.isInEvent();
  }

  /** What is remembered of each key, in either step: its state, or its events that wait. */
  SortedMap<String, String> remembered() {
    SortedMap<String, String> all = new TreeMap<>();
    lives.forEach(
        (key, life) ->
            all.put(
                key,
                Told.one(life.timeline.state())
                    + ", deadline "
                    + Told.time(machine.deadline(life.timeline.state()))
                    + (life.timeline.waiting().isEmpty()
                        ? ""
                        : ", waiting: " + Told.one(life.timeline.waiting()))));
    if (second != null) {
      second.remembered().forEach((key, what) -> all.put(key + " (second step)", what));
    }
    return all;
  }

  /** The bytes of the states of all keys. */
  SortedMap<String, byte[]> states() {
    SortedMap<String, byte[]> all = new TreeMap<>();
    Codec<S> states = decision.states();
    lives.forEach(
        (key, life) -> {
          if (life.timeline.state() != machine.initial()) {
            all.put(key, Written.bytes(states, life.timeline.state()));
          }
        });
    if (second != null) {
      second.states().forEach((key, bytes) -> all.put(key + " (second step)", bytes));
    }
    return all;
  }
}
