package io.millrace.testkit;

import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.codec.Codec;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * The laws that every decision keeps, held over histories that it brings itself. Fails with an
 * {@link AssertionError} that names the law, the seed, and the events that it takes.
 *
 * <p>One law sets the default locale and time zone of this JVM for a moment, so that nothing that
 * depends on them should run beside it.
 *
 * @param <S> the state of one key
 * @param <E> what happens to a key
 * @param <O> what is decided
 */
public final class Laws<S, E extends Event, O> {
  private static final int SEEDS = 30;
  private static final long[] BOUNDS_MS = {0, 100, 5000, 120_000};

  private final String name;
  private final Supplier<Decision<S, E, O>> decision;
  private final LongFunction<List<KeyedEvent<E>>> histories;
  private final LongConsumer toldApart;
  private final Supplier<Set<String>> makes;
  private List<Long> seeds = firstSeeds(SEEDS);
  private long[] boundsMs = BOUNDS_MS;
  private int mostBytes = -1;
  private final List<Runnable> oldForms = new ArrayList<>();

  private Laws(
      String name,
      Supplier<Decision<S, E, O>> decision,
      LongFunction<List<KeyedEvent<E>>> histories,
      LongConsumer toldApart,
      Supplier<Set<String>> makes) {
    this.name = name;
    this.decision = decision;
    this.histories = histories;
    this.toldApart = toldApart;
    this.makes = makes;
  }

  /** The laws for a decision, by the policies that are usual. */
  public static <S, E extends Event, O> Laws<S, E, O> of(
      DecisionEntry<S, E, O> entry, Histories<? extends StreamEvent> histories) {
    return of(entry, Policies.DEFAULT, histories);
  }

  /** The laws for a decision, by certain policies. */
  public static <S, E extends Event, O> Laws<S, E, O> of(
      DecisionEntry<S, E, O> entry, Policies policies, Histories<? extends StreamEvent> histories) {
    Supplier<Decision<S, E, O>> decision = () -> entry.by(policies);
    return new Laws<>(
        entry.name(),
        decision,
        seed -> Inputs.of(decision.get(), histories.history(seed)),
        seed -> Inputs.areToldApart(decision.get(), histories.history(seed)),
        () -> {
          Set<String> kinds = new TreeSet<>();
          entry.results(policies).forEach(type -> kinds.add(type.id()));
          return kinds;
        });
  }

  /** The laws for a machine that has no entry yet. */
  public static <S, E extends Event, O> Laws<S, E, O> of(
      StateMachine<S, E, O> machine,
      Codec<E> events,
      Codec<S> states,
      Histories<KeyedEvent<E>> histories) {
    Decision<S, E, O> decision = Inputs.decision(machine, events, states);
    return new Laws<>(decision.name(), () -> decision, histories::history, none -> {}, Set::of);
  }

  /** Holds them over so many histories; {@value #SEEDS} unless said. */
  public Laws<S, E, O> seeds(int count) {
    seeds = firstSeeds(count);
    return this;
  }

  /** Holds them over one history, as a failure names it. */
  public Laws<S, E, O> seed(long one) {
    seeds = List.of(one);
    return this;
  }

  /** How late events come, in milliseconds; with each history, the next of these. */
  public Laws<S, E, O> arrivingWithin(long... manyBoundsMs) {
    boundsMs = manyBoundsMs.clone();
    return this;
  }

  /** Says that keys are remembered for ever, in so many bytes each at most. */
  public Laws<S, E, O> remembersForEver(int bytesOfAKey) {
    mostBytes = bytesOfAKey;
    return this;
  }

  /** Says that a state which was once written in an older version is still read. */
  public Laws<S, E, O> readsState(int version, byte[] written, S state) {
    oldForms.add(() -> reads(decision.get().states(), version, written, state));
    return this;
  }

  /** Says that an event which was once written in an older version is still read. */
  public Laws<S, E, O> readsEvent(int version, byte[] written, E event) {
    oldForms.add(() -> reads(decision.get().events(), version, written, event));
    return this;
  }

  /** The name of the decision. */
  public String name() {
    return name;
  }

  /** Fails unless the decision keeps all laws. */
  public void check() {
    for (Law law : Law.values()) {
      check(law);
    }
  }

  /** Fails unless the decision keeps one law. */
  public void check(Law law) {
    if (law == Law.CODECS) {
      holds(law, "an older version: ", () -> oldForms.forEach(Runnable::run));
    }
    List<Decided> decided = new ArrayList<>();
    for (int i = 0; i < seeds.size(); i++) {
      decided.addAll(check(law, seeds.get(i), boundsMs[i % boundsMs.length]));
    }
    if (law == Law.HISTORIES) {
      holds(law, "", () -> areOfTheKinds(decided));
    }
    if (decided.isEmpty() && (law != Law.SIGNALS || Inputs.isAlertRule(decision.get()))) {
      throw new AssertionError(
          "%s\n  over %d histories it decides nothing%s: they must have in them what it decides"
              .formatted(
                  Finding.heading(name, law),
                  seeds.size(),
                  law == Law.SIGNALS ? " that is an alert" : ""));
    }
  }

  private List<Decided> check(Law law, long seed, long boundMs) {
    if (law == Law.COPIES) {
      holds(law, "seed " + seed + ": ", () -> toldApart.accept(seed));
    }
    Trial<S, E, O> trial = new Trial<>(decision, history(law, seed), seed, boundMs, mostBytes);
    try {
      return trial.keeps(law);
    } catch (RuntimeException | BrokenLaw broken) {
      throw Finding.of(name, law, trial, broken);
    }
  }

  private void holds(Law law, String where, Runnable promise) {
    try {
      promise.run();
    } catch (BrokenLaw broken) {
      throw new AssertionError(
          Finding.heading(name, law) + "\n  " + where + broken.getMessage(), broken);
    }
  }

  /** All kinds that the entry names, and no other but what it keeps aside. */
  private void areOfTheKinds(List<Decided> decided) {
    Set<String> said = makes.get();
    Set<String> found = new TreeSet<>();
    for (Decided one : decided) {
      if (one.result() instanceof Result result && !(result instanceof Rejection)) {
        found.add(result.schema().name());
      }
    }
    if (!said.isEmpty() && !found.equals(said)) {
      throw new BrokenLaw(
          Law.HISTORIES,
          "its entry says that it makes %s, over %d histories it makes %s"
              .formatted(said, seeds.size(), found));
    }
  }

  /** Copies are left out: the first one read counts, and which that is depends on the arrival. */
  private List<KeyedEvent<E>> history(Law law, long seed) {
    List<KeyedEvent<E>> history = histories.apply(seed);
    if (law == Law.HISTORIES && !history.equals(histories.apply(seed))) {
      throw new AssertionError(
          Finding.heading(name, law)
              + "\n  the seed "
              + seed
              + " gives another history the second time");
    }
    TreeSet<KeyedEvent<E>> seen = new TreeSet<>(KeyedEvent.ORDER);
    return history.stream().filter(seen::add).toList();
  }

  private static <T> void reads(Codec<T> codec, int version, byte[] written, T right) {
    T read = Written.read(codec, version, written);
    if (!Arrays.equals(Written.bytes(codec, read), Written.bytes(codec, right))) {
      throw new BrokenLaw(
          Law.CODECS,
          "what was written in version %d is read as %s, should be %s"
              .formatted(version, Told.one(read), Told.one(right)));
    }
  }

  private static List<Long> firstSeeds(int count) {
    List<Long> seeds = new ArrayList<>();
    for (long seed = 0; seed < count; seed++) {
      seeds.add(seed);
    }
    return seeds;
  }
}
