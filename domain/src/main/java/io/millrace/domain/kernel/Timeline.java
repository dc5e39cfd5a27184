package io.millrace.domain.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The life of one key as every driver leads it: the machine's state, and the events that wait for
 * the watermark, in order and without copies.
 *
 * <p>Not safe for use by several threads.
 */
public final class Timeline<S, E extends Event> {
  private S state;
  private final ArrayList<E> waiting;
  private long decidingMs;

  /** A timeline with the given state and waiting events; the events must be in order. */
  public Timeline(S state, List<E> waiting) {
    this.state = state;
    this.waiting = new ArrayList<>(waiting);
  }

  /** The machine's state after all events that have been decided. */
  public S state() {
    return state;
  }

  /** The events that wait, in order. */
  public List<E> waiting() {
    return Collections.unmodifiableList(waiting);
  }

  /**
   * Adds an event to those that wait.
   *
   * @return false if it is a copy of one that waits already, and was dropped
   */
  public boolean offer(E event) {
    int last = waiting.size() - 1;
    if (last < 0 || Event.ORDER.compare(waiting.get(last), event) < 0) {
      waiting.add(event); // the common case: nearly in order
      return true;
    }
    int found = Collections.binarySearch(waiting, event, Event.ORDER);
    if (found >= 0) {
      return false;
    }
    waiting.add(-found - 1, event);
    return true;
  }

  /** Decides everything up to the watermark: events and deadlines at or before it, in order. */
  public <O> void advance(
      StateMachine<S, E, O> machine, String key, long watermarkMs, Outbox<? super O> out) {
    int next = 0;
    while (true) {
      long eventTime = next < waiting.size() ? waiting.get(next).eventTimeMs() : Long.MAX_VALUE;
      long deadline = machine.deadline(state);
      if (next < waiting.size() && eventTime <= watermarkMs && eventTime <= deadline) {
        decidingMs = eventTime;
        state = machine.onEvent(key, state, waiting.get(next++), out);
      } else if (deadline != StateMachine.NEVER && deadline <= watermarkMs) {
        decidingMs = deadline;
        state = machine.onDeadline(key, state, out);
      } else {
        break;
      }
    }
    if (next > 0) {
      waiting.subList(0, next).clear();
    }
  }

  /** While {@link #advance} runs: the time of the event or the deadline that is being decided. */
  public long decidingMs() {
    return decidingMs;
  }

  /**
   * The first time at which {@link #advance} has something to do, or {@link StateMachine#NEVER}.
   */
  public long wakeUpMs(StateMachine<S, E, ?> machine) {
    long deadline = machine.deadline(state);
    return waiting.isEmpty() ? deadline : Math.min(waiting.get(0).eventTimeMs(), deadline);
  }

  /** Whether the key is as if it had never been seen. */
  public boolean isForgettable(StateMachine<S, E, ?> machine) {
    return waiting.isEmpty() && state == machine.initial();
  }
}
