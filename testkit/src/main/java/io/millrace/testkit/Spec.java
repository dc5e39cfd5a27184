package io.millrace.testkit;

import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.policy.PolicySection;
import io.millrace.testkit.Seen.Step;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Says of a decision what it decides, as a sentence:
 *
 * <pre>{@code
 * Spec.of(ENTRY).given(failure("f-1", at(0)), failure("f-2", at(1))).decidesNothing();
 * }</pre>
 *
 * <p>Events arrive in the order in which they are given; they may be of several streams and keys.
 * Every question is put to a new machine, so that a specification may go on after it. The answer is
 * held to be right, or there is an {@link AssertionError} that tells the events and the results. A
 * specification does not change: each method returns another one.
 *
 * @param <V> what is given: a {@code StreamEvent}, or a {@link KeyedEvent} where a machine has no
 *     entry
 */
public final class Spec<V> {
  private final Seen.Subject<?, ?, ?, V> subject;
  private final Policies policies;
  private final Function<Object, Object> view;
  private final List<Step<V>> steps;

  private Spec(
      Seen.Subject<?, ?, ?, V> subject,
      Policies policies,
      Function<Object, Object> view,
      List<Step<V>> steps) {
    this.subject = subject;
    this.policies = policies;
    this.view = view;
    this.steps = List.copyOf(steps);
  }

  /** Begins with a decision, by the policies that are usual. */
  public static Spec<StreamEvent> of(DecisionEntry<?, ?, ?> entry) {
    return new Spec<>(
        Seen.Subject.ofStreams(entry.name(), entry::by),
        Policies.DEFAULT,
        Function.identity(),
        List.of());
  }

  /** Begins with a machine that has no entry. */
  public static <S, E extends Event, O> Spec<KeyedEvent<E>> of(StateMachine<S, E, O> machine) {
    Decision<S, E, O> decision = Inputs.decision(machine, new Unwritten<>(), new Unwritten<>());
    return new Spec<KeyedEvent<E>>(
        new Seen.Subject<S, E, O, KeyedEvent<E>>(
            decision.name(), none -> decision, (made, keyed) -> List.of(keyed)),
        Policies.DEFAULT,
        Function.identity(),
        List.of());
  }

  /** By certain policies. */
  public Spec<V> by(Policies other) {
    return new Spec<>(subject, other, view, steps);
  }

  /** By a certain policy. */
  public <P extends Serializable> Spec<V> by(PolicySection<P> section, P policy) {
    return by(policies.with(section, policy));
  }

  /** Compares results of a type, and alerts in signals, by what is seen of them. */
  public <T> Spec<V> seenAs(Class<T> type, Function<? super T, ?> seen) {
    return new Spec<>(
        subject,
        policies,
        result -> type.isInstance(result) ? seen.apply(type.cast(result)) : view.apply(result),
        steps);
  }

  /** These events arrive, in this order. */
  @SafeVarargs
  public final Spec<V> given(V... events) {
    List<V> all = new ArrayList<>(events.length);
    for (V event : events) {
      all.add(event);
    }
    return given(all);
  }

  /** These events arrive, in this order. */
  public Spec<V> given(List<? extends V> events) {
    return events.isEmpty() ? this : after(new Step<>(List.copyOf(events), 0));
  }

  /** The watermark comes: everything up to this time is decided. */
  public Spec<V> upTo(long watermarkMs) {
    return after(new Step<>(List.of(), watermarkMs));
  }

  /** The last watermark comes: everything is decided. */
  public Spec<V> upToTheEnd() {
    return upTo(Long.MAX_VALUE);
  }

  private Spec<V> after(Step<V> step) {
    List<Step<V>> all = new ArrayList<>(steps);
    all.add(step);
    return new Spec<>(subject, policies, view, all);
  }

  /**
   * All that has been decided up to the watermark, or in the end where events were given after it.
   */
  public List<Object> results() {
    return decided().seen.results().stream().map(one -> view.apply(one.result())).toList();
  }

  /**
   * These results and no others have been decided up to the watermark, or in the end where events
   * were given after it. Those of one key must be in this order; keys may be mixed.
   */
  public Spec<V> decides(Object... expected) {
    return decides(Arrays.asList(expected));
  }

  /** The same for a list. */
  public Spec<V> decides(List<?> expected) {
    Asked asked = decided();
    List<Object> found = new ArrayList<>();
    Map<String, List<Object>> byKey = new LinkedHashMap<>();
    for (Decided one : asked.seen.results()) {
      Object seen = view.apply(one.result());
      found.add(seen);
      byKey.computeIfAbsent(one.key(), none -> new ArrayList<>()).add(seen);
    }
    List<Object> missing = without(expected, found);
    List<Object> unexpected = without(found, expected);
    if (!missing.isEmpty() || !unexpected.isEmpty()) {
      throw asked.otherwise("decides", expected, found, missing, unexpected);
    }
    byKey.forEach(
        (key, ofKey) -> {
          if (!ofKey.equals(only(expected, key, byKey))) {
            throw asked.otherwise("decides for key " + key + " in this order", expected, ofKey);
          }
        });
    return this;
  }

  /** Nothing has been decided up to the watermark, or in the end if events came after it. */
  public Spec<V> decidesNothing() {
    return decides(List.of());
  }

  /** These words about alerts have been said so far, in this order, and no others. */
  public Spec<V> signals(Signal... expected) {
    Asked asked = ask(steps, true);
    List<Signal> found =
        asked.seen.signals().stream()
            .map(said -> new Signal(said.signal().phase(), view.apply(said.alert())))
            .toList();
    if (!found.equals(Arrays.asList(expected))) {
      throw asked.otherwise("signals", Arrays.asList(expected), found);
    }
    return this;
  }

  /** Nothing has been said about alerts so far. */
  public Spec<V> signalsNothing() {
    return signals();
  }

  /** When the watermark is at this time, nothing is remembered of any key. */
  public Spec<V> isForgottenBy(long watermarkMs) {
    Asked asked = ask(upTo(watermarkMs).steps, false);
    if (!asked.seen.remembered().isEmpty()) {
      throw asked.otherwise("remembers", List.of(), remembered(asked));
    }
    return this;
  }

  /** When the watermark is at this time, something is remembered of a key. */
  public Spec<V> isRememberedAt(long watermarkMs) {
    Asked asked = ask(upTo(watermarkMs).steps, false);
    if (asked.seen.remembered().isEmpty()) {
      throw asked.otherwise("remembers", List.of("something of a key"), List.of());
    }
    return this;
  }

  private static List<String> remembered(Asked asked) {
    return asked.seen.remembered().entrySet().stream()
        .map(one -> one.getKey() + ": " + one.getValue())
        .toList();
  }

  private Asked decided() {
    boolean isAtWatermark = !steps.isEmpty() && steps.get(steps.size() - 1).events().isEmpty();
    return ask(isAtWatermark ? steps : upToTheEnd().steps, false);
  }

  private Asked ask(List<Step<V>> asked, boolean ahead) {
    List<Object> story = new ArrayList<>();
    for (Step<V> step : asked) {
      story.addAll(step.events());
      if (step.events().isEmpty()) {
        story.add("up to " + Told.time(step.watermarkMs()));
      }
    }
    return new Asked(subject.name(), story, subject.run(policies, asked, ahead));
  }

  private static List<Object> without(List<?> from, List<?> those) {
    List<Object> left = new ArrayList<>(from);
    those.forEach(left::remove);
    return left;
  }

  /** What is expected for a key; of results that other keys have too, it is not known for which. */
  private static List<Object> only(List<?> expected, String key, Map<String, List<Object>> byKey) {
    Set<Object> others = new HashSet<>();
    byKey.forEach(
        (other, results) -> {
          if (!other.equals(key)) {
            others.addAll(results);
          }
        });
    List<Object> own = byKey.getOrDefault(key, List.of());
    if (own.stream().anyMatch(others::contains)) {
      return own;
    }
    return expected.stream().filter(own::contains).map(Object.class::cast).toList();
  }

  /** A story and what is seen of it. */
  private record Asked(String name, List<Object> story, Seen seen) {
    AssertionError otherwise(String does, List<?> expected, List<?> found) {
      return otherwise(does, expected, found, List.of(), List.of());
    }

    AssertionError otherwise(
        String does, List<?> expected, List<?> found, List<?> missing, List<?> unexpected) {
      return new AssertionError(
          "%s %s something else\n  given:\n%s  expected:\n%s  found:\n%s%s%s"
              .formatted(
                  name,
                  does,
                  Told.lines(story),
                  Told.lines(expected),
                  Told.lines(found),
                  missing.isEmpty() ? "" : "  missing:\n" + Told.lines(missing),
                  unexpected.isEmpty() ? "" : "  not expected:\n" + Told.lines(unexpected)));
    }
  }
}
