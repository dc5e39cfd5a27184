package io.millrace.testkit;

import io.millrace.application.catalogue.Decision;
import io.millrace.application.catalogue.Reads;
import io.millrace.application.codec.Codec;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.AlertRule;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.StateMachine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What of the events of streams goes into a decision. */
final class Inputs {
  private Inputs() {}

  /** What the decision takes of the events, with the keys. */
  static <S, E extends Event, O> List<KeyedEvent<E>> of(
      Decision<S, E, O> decision, List<? extends StreamEvent> events) {
    List<KeyedEvent<E>> inputs = new ArrayList<>();
    for (StreamEvent event : events) {
      if (!decision.reads(event.stream())) {
        throw new IllegalArgumentException(
            "%s reads nothing from the stream %s: %s"
                .formatted(decision.name(), event.stream().id(), event));
      }
      for (Reads<E> reads : decision.reads()) {
        if (reads.stream().equals(event.stream())) {
          inputs.add(new KeyedEvent<>(reads.key().apply(event), reads.input().apply(event)));
        }
      }
    }
    return inputs;
  }

  /**
   * Fails if different events could be taken for copies: because what the machine gets of two of
   * them is alike, or because the events of two streams have one rank.
   */
  static <E extends Event> void areToldApart(
      Decision<?, E, ?> decision, List<? extends StreamEvent> events) {
    Map<KeyedEvent<E>, StreamEvent> seen = new TreeMap<>(KeyedEvent.ORDER);
    Map<String, StreamEvent> ranks = new HashMap<>();
    for (StreamEvent event : events) {
      for (KeyedEvent<E> input : of(decision, List.of(event))) {
        StreamEvent before = seen.putIfAbsent(input, event);
        areCopies(before == null ? event : before, event);
        StreamEvent ranked =
            ranks.putIfAbsent(input.event().rank() + " of key " + input.key(), event);
        if (ranked != null && !ranked.stream().equals(event.stream())) {
          throw new BrokenLaw(
              Law.COPIES,
              "for key %s, events of two streams have the rank %d, and could be taken for copies:\n%s"
                  .formatted(
                      input.key(), input.event().rank(), Told.lines(List.of(ranked, event))));
        }
      }
    }
  }

  private static void areCopies(StreamEvent one, StreamEvent other) {
    if (!one.stream().equals(other.stream()) || Event.ORDER.compare(one, other) != 0) {
      throw new BrokenLaw(
          Law.COPIES,
          "what the machine gets of two events has the same time, rank and id:\n"
              + Told.lines(List.of(one, other)));
    }
  }

  /** The decision of a machine alone. */
  static <S, E extends Event, O> Decision<S, E, O> decision(
      StateMachine<S, E, O> machine, Codec<E> events, Codec<S> states) {
    String name = machine.getClass().getName();
    return new Decision<>(
        name.substring(name.lastIndexOf('.') + 1), List.of(), machine, events, states, null, null);
  }

  static boolean isAlertRule(Decision<?, ?, ?> decision) {
    return decision.machine() instanceof AlertRule && decision.merge() == null;
  }
}
