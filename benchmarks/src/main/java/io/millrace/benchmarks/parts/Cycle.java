package io.millrace.benchmarks.parts;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.catalogue.Reads;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.policy.Policies;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A machine and the events of many keys in order, which it is given again and again, each time as
 * if nothing had been before.
 */
final class Cycle<S, E extends Event> {
  private static final int EVENTS = 8192;

  /** An event with its key and the number of the key. */
  private record Input<E>(String key, int slot, E event) {}

  private final StateMachine<S, E, ?> machine;
  private final List<Input<E>> inputs;
  private final List<S> states;
  private int next;

  private Cycle(StateMachine<S, E, ?> machine, List<Input<E>> inputs, int keys) {
    this.machine = machine;
    this.inputs = inputs;
    this.states = new ArrayList<>(Collections.nCopies(keys, machine.initial()));
  }

  /** The names of all decisions, and of the second steps of those that have one. */
  static List<String> names() {
    return decisions().stream().map(Decision::name).toList();
  }

  /** The decision of a name, or the second step of one. */
  static Decision<?, ?, ?> decision(String name) {
    for (Decision<?, ?, ?> decision : decisions()) {
      if (decision.name().equals(name)) {
        return decision;
      }
    }
    throw new IllegalArgumentException("there is no decision " + name);
  }

  private static List<Decision<?, ?, ?>> decisions() {
    List<Decision<?, ?, ?>> all = new ArrayList<>();
    for (Decision<?, ?, ?> decision :
        Catalogue.installed().decisions(Engine.SQL, Policies.DEFAULT)) {
      all.add(decision);
      if (decision.merge() != null) {
        all.add(decision.merge());
      }
    }
    return all;
  }

  /** What a decision is given. */
  static <S, E extends Event> Cycle<S, E> of(Decision<S, E, ?> decision) {
    Map<String, Integer> slots = new HashMap<>();
    List<Input<E>> inputs = new ArrayList<>();
    if (decision.reads().isEmpty()) {
      for (E share : Cycle.<E>firstStepOf(decision)) {
        inputs.add(input(Decision.GLOBAL_KEY, slots, share));
      }
    }
    Set<Stream> streams =
        decision.reads().stream().map(Reads::stream).collect(Collectors.toUnmodifiableSet());
    for (StreamEvent event : streams.isEmpty() ? List.<StreamEvent>of() : events(streams)) {
      for (Reads<E> reads : decision.reads()) {
        if (reads.stream().equals(event.stream())) {
          inputs.add(input(reads.key().apply(event), slots, reads.input().apply(event)));
        }
      }
    }
    inputs.sort((a, b) -> Event.ORDER.compare(a.event, b.event));
    return new Cycle<>(decision.machine(), inputs, slots.size());
  }

  private static List<StreamEvent> events(Set<Stream> streams) {
    return Sample.events(streams, EVENTS);
  }

  private static <E> Input<E> input(String key, Map<String, Integer> slots, E event) {
    return new Input<>(key, slots.computeIfAbsent(key, none -> slots.size()), event);
  }

  /** What the step before a second step makes of its events. */
  @SuppressWarnings("unchecked") // the results of the first are the events of the second
  private static <E extends Event> List<E> firstStepOf(Decision<?, E, ?> second) {
    List<E> results = new ArrayList<>();
    for (Decision<?, ?, ?> decision : decisions()) {
      if (decision.merge() != null && decision.merge().name().equals(second.name())) {
        of(decision).run(result -> results.add((E) result));
      }
    }
    return results;
  }

  List<E> events() {
    return inputs.stream().map(Input::event).toList();
  }

  int length() {
    return inputs.size();
  }

  /** Takes the next event, after the deadlines before it, and returns the state of its key. */
  S step(Outbox<Object> out) {
    if (next == inputs.size()) {
      Collections.fill(states, machine.initial());
      next = 0;
    }
    Input<E> input = inputs.get(next++);
    S state = states.get(input.slot);
    while (machine.deadline(state) < input.event.eventTimeMs()) {
      state = machine.onDeadline(input.key, state, out);
    }
    state = machine.onEvent(input.key, state, input.event, out);
    states.set(input.slot, state);
    return state;
  }

  boolean isInitial(Object state) {
    return state == machine.initial();
  }

  /** All events, and every deadline after them. */
  private void run(Outbox<Object> out) {
    for (int i = 0; i < inputs.size(); i++) {
      step(out);
    }
    for (Input<E> input : inputs) {
      S state = states.get(input.slot);
      while (machine.deadline(state) != StateMachine.NEVER) {
        state = machine.onDeadline(input.key, state, out);
      }
      states.set(input.slot, state);
    }
  }
}
