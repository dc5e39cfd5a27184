package io.millrace.application.replay;

import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.StateMachine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Drives a machine over the events of many keys, with no engine: the definition of the right
 * answer.
 *
 * <p>Events come in any order, as long as none is at or before the last watermark. They wait in one
 * calendar for all keys, and are sorted when a watermark reaches them, so that what it does not
 * reach costs nothing. Holds the keys that have a state, the events that wait, and nothing else.
 * For use by one thread.
 */
public final class Replay<S, E extends Event, O> {
  /** A key that has a state. */
  private static final class KeyState<S> {
    final String key;
    S state;
    long deadlineMs = StateMachine.NEVER;
    long wakeUpMs = StateMachine.NEVER;

    KeyState(String key, S state) {
      this.key = key;
      this.state = state;
    }
  }

  private final StateMachine<S, E, O> machine;
  private final Outbox<? super O> out;
  private final S initial;
  private final Map<String, KeyState<S>> keyStates = new HashMap<>();
  private final TimerCalendar<KeyState<S>> calendar = new TimerCalendar<>();
  private final TreeMap<Long, PendingEvents<E>> pending = new TreeMap<>();
  private long lastBucket;
  private @Nullable PendingEvents<E> lastEvents;
  private long used;
  private long duplicates;

  /** A replay of which nothing has happened yet. */
  public Replay(StateMachine<S, E, O> machine, Outbox<? super O> out) {
    this.machine = machine;
    this.out = out;
    this.initial = machine.initial();
  }

  /** All results of a history of one key, in order; the events may come in any order. */
  public static <S, E extends Event, O> List<O> of(
      StateMachine<S, E, O> machine, String key, List<? extends E> events) {
    List<O> results = new ArrayList<>();
    Replay<S, E, O> replay = new Replay<>(machine, results::add);
    events.forEach(event -> replay.add(key, event));
    replay.finish();
    return results;
  }

  /** Takes an event of a key. */
  public void add(String key, E event) {
    add(key, key.hashCode(), event, event.eventTimeMs());
  }

  /** The same for a caller who has the hash of the key and the time of the event at hand. */
  public void add(String key, int hash, E event, long timeMs) {
    long bucket = timeMs >> PendingEvents.TIME_BITS;
    PendingEvents<E> events = lastEvents;
    if (events == null || bucket != lastBucket) {
      events = pending.computeIfAbsent(bucket, none -> new PendingEvents<>());
      lastBucket = bucket;
      lastEvents = events;
    }
    events.add(timeMs, key, hash, event);
  }

  /** Decides everything up to a watermark; results come out in the event order of each key. */
  public void advanceTo(long watermarkMs) {
    decide(watermarkMs);
    calendar.fire(
        watermarkMs,
        (keyState, timeMs) -> {
          if (timeMs == keyState.wakeUpMs) { // else its deadline has moved
            keyState.wakeUpMs = StateMachine.NEVER;
            settle(keyState, afterDeadlines(keyState, watermarkMs));
          }
        });
  }

  /** Decides everything that is left. */
  public void finish() {
    advanceTo(Long.MAX_VALUE);
  }

  /** How many events have been decided, without copies. */
  public long used() {
    return used;
  }

  /** How many events were copies of one that was decided. */
  public long duplicates() {
    return duplicates;
  }

  /** How many keys have a state. */
  public int keys() {
    return keyStates.size();
  }

  private void decide(long watermarkMs) {
    lastEvents = null;
    long current = watermarkMs >> PendingEvents.TIME_BITS;
    while (!pending.isEmpty() && pending.firstKey() <= current) {
      long bucket = pending.firstKey();
      PendingEvents<E> events = pending.remove(bucket);
      int last = bucket < current ? PendingEvents.LAST : (int) watermarkMs & PendingEvents.LAST;
      decide(events, bucket << PendingEvents.TIME_BITS, last);
      if (last < PendingEvents.LAST && events.drop(last)) {
        pending.put(bucket, events);
        return;
      }
    }
  }

  private void decide(PendingEvents<E> events, long startMs, int last) {
    int before = -1;
    for (int one : events.upTo(last)) {
      if (before >= 0 && events.compare(before, one) == 0) {
        duplicates++;
      } else {
        used++;
        decide(events.key(one), events.event(one), startMs + events.millisecond(one));
      }
      before = one;
    }
  }

  private void decide(String key, E event, long timeMs) {
    KeyState<S> keyState = keyStates.get(key);
    if (keyState != null) {
      settle(keyState, machine.onEvent(key, afterDeadlines(keyState, timeMs - 1), event, out));
      return;
    }
    S next = machine.onEvent(key, initial, event, out);
    if (next != initial) {
      KeyState<S> born = new KeyState<>(key, next);
      keyStates.put(key, born);
      settle(born, next);
    }
  }

  /** Calls all deadlines up to a time; {@link StateMachine#NEVER} comes for nobody. */
  private S afterDeadlines(KeyState<S> keyState, long timeMs) {
    S current = keyState.state;
    long deadline = keyState.deadlineMs;
    while (deadline <= timeMs && deadline != StateMachine.NEVER) {
      current = machine.onDeadline(keyState.key, current, out);
      deadline = machine.deadline(current);
    }
    return current;
  }

  private void settle(KeyState<S> keyState, S state) {
    if (state == initial) {
      keyState.wakeUpMs = StateMachine.NEVER;
      keyStates.remove(keyState.key);
      return;
    }
    keyState.state = state;
    keyState.deadlineMs = machine.deadline(state);
    if (keyState.deadlineMs < keyState.wakeUpMs) {
      keyState.wakeUpMs = keyState.deadlineMs;
      calendar.add(keyState.wakeUpMs, keyState);
    }
  }
}
