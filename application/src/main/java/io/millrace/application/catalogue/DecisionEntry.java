package io.millrace.application.catalogue;

import io.millrace.application.codec.Codec;
import io.millrace.application.codec.SchemaCodec;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.policy.PolicySection;
import io.millrace.domain.schema.Schema;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that there is to know of a decision, in one place: what it reads, which machine decides by
 * which policy, how its events and its state are written, what else than the machine can make it,
 * and what readers of its alerts must know. Made by a {@link #named builder}.
 *
 * @param <S> the state of one key
 * @param <E> what happens to a key
 * @param <O> what is decided
 */
public final class DecisionEntry<S, E extends Event, O> {
  private final Builder<S, E> of;
  private final Function<Policies, StateMachine<S, E, O>> machine;

  private DecisionEntry(Builder<S, E> of, Function<Policies, StateMachine<S, E, O>> machine) {
    this.of = of;
    this.machine = machine;
  }

  /**
   * Begins an entry.
   *
   * @param name names the decision's operators and state; never changes
   */
  public static Naming named(String name) {
    return new Naming(name);
  }

  /** The name. */
  public String name() {
    return of.name;
  }

  /** The sections of the policies that it decides by. */
  public List<PolicySection<?>> sections() {
    return of.sections;
  }

  /** What readers of its alerts must know; empty where it raises none. */
  public List<AlertKind> alerts() {
    return of.alerts;
  }

  /** The kinds of its results by the given policies. */
  public Set<ResultType> results(Policies policies) {
    Set<ResultType> types = new LinkedHashSet<>();
    of.results.forEach(
        (type, where) -> {
          if (where.test(policies)) {
            types.add(type);
          }
        });
    return types;
  }

  /** The kinds of its results by any policies. */
  public Set<ResultType> everyResult() {
    return Collections.unmodifiableSet(of.results.keySet());
  }

  /** Whether it is made where an engine is asked for, be it by the machine. */
  public boolean isMadeBy(Engine asked) {
    return !of.isExtra || of.engines.containsKey(asked);
  }

  /**
   * What makes the decision when an engine is asked for: that one, or the machine where that one
   * has no exact words for the decision under these policies.
   */
  public Engine decidedBy(Engine asked, Policies policies) {
    return of.engines.getOrDefault(asked, none -> false).test(policies) ? asked : Engine.MACHINE;
  }

  /** The decision by the given policies. */
  public Decision<S, E, O> by(Policies policies) {
    DecisionEntry<?, ?, ?> merge = of.merge;
    return new Decision<>(
        of.name,
        of.reads,
        machine.apply(policies),
        of.events,
        of.states,
        of.remembersBy,
        merge == null ? null : merge.by(policies));
  }

  /** An entry that has a name. */
  public record Naming(String name) {
    /** Says how the events that the machine takes, and the state of a key, are written. */
    public <S, E extends Event> Builder<S, E> written(Codec<E> events, Codec<S> states) {
      return new Builder<>(name, events, states);
    }

    /** Says the same by schemas. */
    public <S, E extends Event> Builder<S, E> written(Schema<E> events, Schema<S> states) {
      return written(new SchemaCodec<>(events), new SchemaCodec<>(states));
    }
  }

  /** An entry in the making. */
  public static final class Builder<S, E extends Event> {
    private final String name;
    private final Codec<E> events;
    private final Codec<S> states;
    private final List<Reads<E>> reads = new ArrayList<>();
    private final List<PolicySection<?>> sections = new ArrayList<>();
    private final List<AlertKind> alerts = new ArrayList<>();
    private final Map<Engine, Predicate<Policies>> engines = new EnumMap<>(Engine.class);
    private @Nullable String remembersBy;
    private @Nullable DecisionEntry<?, ?, ?> merge;
    private final Map<ResultType, Predicate<Policies>> results = new LinkedHashMap<>();
    private boolean isExtra;

    private Builder(String name, Codec<E> events, Codec<S> states) {
      this.name = name;
      this.events = Objects.requireNonNull(events, "a codec of events");
      this.states = Objects.requireNonNull(states, "a codec of states");
    }

    /** Says what it takes from a stream; the second step of a decision takes from none. */
    public Builder<S, E> reads(Reads<E> stream) {
      reads.add(stream);
      return this;
    }

    /** Says that it makes results of a kind. */
    public Builder<S, E> makes(ResultType type) {
      return makes(type, policies -> true);
    }

    /** Says that it makes results of a kind under some policies. */
    public Builder<S, E> makes(ResultType type, Predicate<Policies> where) {
      results.put(type, where);
      return this;
    }

    /** Says that it raises alerts of a kind, and what their readers must know. */
    public Builder<S, E> raises(AlertKind alert) {
      alerts.add(alert);
      return makes(ResultType.ALERTS);
    }

    /** Says which numbers of its policy, by name, make it remember less. */
    public Builder<S, E> remembersBy(String numbers) {
      remembersBy = numbers;
      return this;
    }

    /** Says that an engine can make it too, where that has exact words for it. */
    public Builder<S, E> alsoBy(Engine engine, Predicate<Policies> where) {
      engines.put(engine, where);
      return this;
    }

    /** Says that an engine can make it, and that it is made by nothing else. */
    public Builder<S, E> onlyBy(Engine engine) {
      isExtra = true;
      return alsoBy(engine, policies -> true);
    }

    /** Says what the second step is, which takes what this decides as events of one global key. */
    public Builder<S, E> mergedBy(DecisionEntry<?, ?, ?> second) {
      merge = second;
      return this;
    }

    /** Ends the entry with the machine, which depends on no policy. */
    public <O> DecisionEntry<S, E, O> decidedBy(StateMachine<S, E, O> machine) {
      return new DecisionEntry<>(this, policies -> machine);
    }

    /** Ends the entry with the machine by its policy. */
    public <O, P extends Serializable> DecisionEntry<S, E, O> decidedBy(
        PolicySection<P> section, Function<P, ? extends StateMachine<S, E, O>> machine) {
      sections.add(Objects.requireNonNull(section));
      return new DecisionEntry<>(this, policies -> machine.apply(policies.of(section)));
    }
  }
}
