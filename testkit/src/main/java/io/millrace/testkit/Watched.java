package io.millrace.testkit;

import io.millrace.application.catalogue.Decision;
import io.millrace.application.codec.Codec;
import io.millrace.domain.kernel.AlertRule;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.StateMachine;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A machine that is watched: whether its deadlines move on, so that no driver hangs, and whether
 * its initial state stays what it is.
 */
class Watched<S, E extends Event, O> implements StateMachine<S, E, O> {
  /** No key has so many deadlines one after the other. */
  private static final int TOO_MANY = 10_000;

  private final StateMachine<S, E, O> machine;
  private final Codec<S> states;
  private final S initial;
  private final byte @Nullable [] initialBytes;
  private final Map<String, Integer> deadlinesInARow = new HashMap<>();
  private String key = "";
  private boolean isInEvent;

  private Watched(Decision<S, E, O> decision) {
    machine = decision.machine();
    states = decision.states();
    initial = machine.initial();
    initialBytes = bytesOfInitial();
  }

  static <S, E extends Event, O> Watched<S, E, O> of(Decision<S, E, O> decision) {
    return decision.machine() instanceof AlertRule<S, E, O> rule
        ? new Rule<>(decision, rule)
        : new Watched<>(decision);
  }

  /** The key of the last call. */
  String key() {
    return key;
  }

  /** Whether the last call was of an event, and not of a deadline. */
  boolean isInEvent() {
    return isInEvent;
  }

  @Override
  public S initial() {
    return initial;
  }

  @Override
  public S onEvent(String ofKey, S state, E event, Outbox<? super O> out) {
    key = ofKey;
    isInEvent = true;
    deadlinesInARow.remove(ofKey);
    S next = machine.onEvent(ofKey, state, event, out);
    initialIsAsBefore(state, next);
    return next;
  }

  @Override
  public long deadline(S state) {
    return machine.deadline(state);
  }

  @Override
  public S onDeadline(String ofKey, S state, Outbox<? super O> out) {
    key = ofKey;
    isInEvent = false;
    long before = machine.deadline(state);
    S next = machine.onDeadline(ofKey, state, out);
    initialIsAsBefore(state, next);
    long after = machine.deadline(next);
    if (after <= before) {
      throw new BrokenLaw(
          Law.DEADLINES,
          "the deadline of key %s was %s, and the state that onDeadline returned has %s:"
                  .formatted(ofKey, Told.time(before), Told.time(after))
              + " it would be called for ever. onDeadline must return a state with a later one.\n"
              + "  state: "
              + Told.one(next));
    }
    int inARow = deadlinesInARow.merge(ofKey, 1, Integer::sum);
    if (inARow > TOO_MANY) {
      throw new BrokenLaw(
          Law.DEADLINES,
          "key %s had %d deadlines after its last event, and there is another one at %s"
                  .formatted(ofKey, TOO_MANY, Told.time(after))
              + "\n  state: "
              + Told.one(next));
    }
    return next;
  }

  private void initialIsAsBefore(S given, S returned) {
    if (machine.initial() != initial) {
      throw new BrokenLaw(
          Law.INITIAL, "initial() returns another object than before; it must be the same always");
    }
    boolean untouched = given != initial && returned != initial;
    if (!untouched && !Arrays.equals(initialBytes, bytesOfInitial())) {
      throw new BrokenLaw(
          Law.INITIAL,
          "key %s has changed initial() in place, which all keys share; it is now %s"
              .formatted(key, Told.one(initial)));
    }
  }

  /** Null where the codec does not write it, or not always alike: nobody asks it to. */
  private byte @Nullable [] bytesOfInitial() {
    try {
      byte[] bytes = Written.bytes(states, initial);
      return Arrays.equals(bytes, Written.bytes(states, initial)) ? bytes : null;
    } catch (BrokenLaw | RuntimeException e) {
      return null;
    }
  }

  private static final class Rule<S, E extends Event, O> extends Watched<S, E, O>
      implements AlertRule<S, E, O> {
    private final AlertRule<S, E, O> rule;

    Rule(Decision<S, E, O> decision, AlertRule<S, E, O> rule) {
      super(decision);
      this.rule = rule;
    }

    @Override
    public S copy(S state) {
      return rule.copy(state);
    }
  }
}
