package io.millrace.testkit;

import io.millrace.application.catalogue.Decision;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.result.Alert;
import io.millrace.testkit.Run.Keeping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Whether a decision keeps a law over one history. Everything follows from the events and the seed.
 *
 * @param decision makes the decision anew
 * @param events of all keys, without copies
 * @param boundMs how late events come
 * @param mostBytes how many bytes of a key may be remembered for ever; negative if none
 */
record Trial<S, E extends Event, O>(
    Supplier<Decision<S, E, O>> decision,
    List<KeyedEvent<E>> events,
    long seed,
    long boundMs,
    int mostBytes) {

  /**
   * Fails unless the law is kept.
   *
   * @return what was decided; where it is about signals, the alerts
   */
  List<Decided> keeps(Law law) {
    switch (law) {
      case HISTORIES -> {}
      case DEADLINES -> deadlines();
      case INITIAL, REPEAT -> repeat();
      case KEYS -> keys();
      case ARRIVAL -> arrival();
      case COPIES -> copies();
      case CODECS -> same(law, "decided with states and events read again", kept(Keeping.WRITTEN));
      case COPY -> same(law, "decided with copies of the states", kept(Keeping.COPIED));
      case RESTORE -> restore();
      case END -> end();
      case SIGNALS -> {
        List<Decided> alerts =
            decided().stream().filter(one -> one.result() instanceof Alert).toList();
        new SignalTrial<>(decision.get(), events, seed, boundMs).keeps(alerts);
        return alerts;
      }
    }
    return decided();
  }

  /** The same over other events. */
  Trial<S, E, O> over(List<KeyedEvent<E>> others) {
    return new Trial<>(decision, others, seed, boundMs, mostBytes);
  }

  private List<Decided> decided() {
    return replayed().values().stream().flatMap(Collection::stream).toList();
  }

  /** Time by time, rank by rank, id by id, as machines get them. */
  private List<KeyedEvent<E>> sorted() {
    List<KeyedEvent<E>> sorted = new ArrayList<>(events);
    sorted.sort(Comparator.comparing(KeyedEvent::event, Event.ORDER));
    return sorted;
  }

  private SortedMap<String, List<Decided>> replayed() {
    Results results = new Results();
    Replayed.of(decision.get(), sorted(), results::add);
    return results.byKey();
  }

  private void same(Law law, String was, SortedMap<String, List<Decided>> found) {
    String difference = Told.difference(replayed(), found, was);
    if (!difference.isEmpty()) {
      throw new BrokenLaw(law, difference);
    }
  }

  private SortedMap<String, List<Decided>> kept(Keeping keeping) {
    Results results = new Results();
    Run<S, E, O> run = new Run<>(decision.get(), keeping, results::add);
    arrivals(events).play(keyed -> run.add(keyed.key(), keyed.event()), run::advanceTo);
    return results.byKey();
  }

  private Arrivals<E> arrivals(List<KeyedEvent<E>> all) {
    return new Arrivals<>(all, boundMs, new Random(seed));
  }

  private void deadlines() {
    StateMachine<S, E, O> machine = decision.get().machine();
    long deadline = machine.deadline(machine.initial());
    if (deadline != StateMachine.NEVER) {
      throw new BrokenLaw(
          Law.DEADLINES,
          "the deadline of initial() is %s, but nobody wakes a key of which nothing is known"
              .formatted(Told.time(deadline)));
    }
    kept(Keeping.AS_IT_IS);
  }

  private void arrival() {
    same(
        Law.ARRIVAL,
        "decided with events up to %d ms late".formatted(boundMs),
        kept(Keeping.AS_IT_IS));
    Results results = new Results();
    Run<S, E, O> run = new Run<>(decision.get(), Keeping.AS_IT_IS, results::add);
    List<KeyedEvent<E>> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, new Random(seed));
    shuffled.forEach(keyed -> run.add(keyed.key(), keyed.event()));
    run.advanceTo(Long.MAX_VALUE);
    same(Law.ARRIVAL, "decided at once, in another order of arrival", results.byKey());
  }

  private void copies() {
    List<KeyedEvent<E>> twice = new ArrayList<>(events);
    twice.addAll(events);
    Results results = new Results();
    Run<S, E, O> run = new Run<>(decision.get(), Keeping.AS_IT_IS, results::add);
    arrivals(twice).play(keyed -> run.add(keyed.key(), keyed.event()), run::advanceTo);
    same(Law.COPIES, "decided with every event twice", results.byKey());
  }

  /** One key after the other, the last one first, by one machine. */
  private void keys() {
    Map<String, List<KeyedEvent<E>>> byKey = new LinkedHashMap<>();
    sorted().forEach(one -> byKey.computeIfAbsent(one.key(), none -> new ArrayList<>()).add(one));
    List<String> keys = new ArrayList<>(byKey.keySet());
    Collections.reverse(keys);
    Decision<S, E, O> one = decision.get();
    Results results = new Results();
    if (one.merge() == null) {
      keys.forEach(key -> Replayed.of(one, byKey.getOrDefault(key, List.of()), results::add));
    } else {
      List<KeyedEvent<E>> keyByKey = new ArrayList<>();
      keys.forEach(key -> keyByKey.addAll(byKey.getOrDefault(key, List.of())));
      Replayed.of(one, keyByKey, results::add);
    }
    same(Law.KEYS, "decided key by key", results.byKey());
  }

  private record Repetition(SortedMap<String, List<Decided>> results, List<byte[]> states) {}

  /** Twice by one machine, and once more far from home. */
  private void repeat() {
    Decision<S, E, O> one = decision.get();
    Repetition first = repetition(one);
    isRepeated("decided the second time", first, repetition(one));
    isRepeated(
        "decided with another language, country and time zone",
        first,
        Elsewhere.run(() -> repetition(decision.get())));
  }

  private static void isRepeated(String was, Repetition first, Repetition again) {
    String difference = Told.difference(first.results, again.results, was);
    if (!difference.isEmpty()) {
      throw new BrokenLaw(Law.REPEAT, difference);
    }
    for (int i = 0; i < first.states.size(); i++) {
      if (!Arrays.equals(first.states.get(i), again.states.get(i))) {
        throw new BrokenLaw(
            Law.REPEAT,
            "the results are the same, but a state is written in other bytes when "
                + was
                + ": is there a HashMap in it, or a HashSet?");
      }
    }
  }

  private Repetition repetition(Decision<S, E, O> one) {
    Results results = new Results();
    List<byte[]> states = new ArrayList<>();
    Run<S, E, O> run = new Run<>(one, Keeping.AS_IT_IS, results::add);
    arrivals(events)
        .play(
            keyed -> run.add(keyed.key(), keyed.event()),
            watermarkMs -> {
              run.advanceTo(watermarkMs);
              states.addAll(run.states().values());
            });
    return new Repetition(results.byKey(), states);
  }

  /** At some place between the events, all is written and read by a machine of its own. */
  private void restore() {
    Random random = new Random(~seed);
    for (int cut = 0; cut < 4; cut++) {
      int after = random.nextInt(events.size() + 1);
      Results results = new Results();
      List<Run<S, E, O>> runs = new ArrayList<>();
      runs.add(new Run<>(decision.get(), Keeping.AS_IT_IS, results::add));
      int[] seen = {0};
      arrivals(events)
          .play(
              keyed -> {
                if (seen[0]++ == after) {
                  Run<S, E, O> restored = new Run<>(decision.get(), Keeping.AS_IT_IS, results::add);
                  restored.restore(runs.get(0));
                  runs.set(0, restored);
                }
                runs.get(0).add(keyed.key(), keyed.event());
              },
              watermarkMs -> runs.get(0).advanceTo(watermarkMs));
      same(
          Law.RESTORE,
          "decided with a stop after %d of %d events".formatted(after, events.size()),
          results.byKey());
    }
  }

  private void end() {
    Run<S, E, O> run = new Run<>(decision.get(), Keeping.AS_IT_IS, none -> {});
    arrivals(events).play(keyed -> run.add(keyed.key(), keyed.event()), run::advanceTo);
    if (mostBytes < 0) {
      run.remembered()
          .forEach(
              (key, what) -> {
                throw new BrokenLaw(
                    Law.END,
                    "at the end, key %s is still remembered: %s.\n".formatted(key, what)
                        + "A state that is over must be initial() itself, and every other one"
                        + " must have a deadline; or say remembersForEver.");
              });
    }
    run.states()
        .forEach(
            (key, bytes) -> {
              if (bytes.length > mostBytes) {
                throw new BrokenLaw(
                    Law.END,
                    "of key %s, %d bytes are remembered for ever, more than %d: %s"
                        .formatted(key, bytes.length, mostBytes, run.remembered().get(key)));
              }
            });
  }

  /** Results by key, in their order. */
  private static final class Results {
    private final SortedMap<String, List<Decided>> byKey = new TreeMap<>();

    void add(Decided decided) {
      byKey.computeIfAbsent(decided.key(), none -> new ArrayList<>()).add(decided);
    }

    SortedMap<String, List<Decided>> byKey() {
      return byKey;
    }
  }
}
