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
  private static final class Life<S> {
    final String key;
    S state;
    long deadlineMs = StateMachine.NEVER;
    long wakeUpMs = StateMachine.NEVER;

    Life(String key, S state) {
      this.key = key;
      this.state = state;
    }
  }

  private final StateMachine<S, E, O> machine;
  private final Outbox<? super O> out;
  private final S initial;
  private final Map<String, Life<S>> lives = new HashMap<>();
  private final WakeUps<Life<S>> wakeUps = new WakeUps<>();
  private final TreeMap<Long, Waiting<E>> waiting = new TreeMap<>();
  private long lastBucket;
  private @Nullable Waiting<E> lastEvents;
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
    long bucket = timeMs >> Waiting.TIME_BITS;
    Waiting<E> events = lastEvents;
    if (events == null || bucket != lastBucket) {
      events = waiting.computeIfAbsent(bucket, none -> new Waiting<>());
      lastBucket = bucket;
      lastEvents = events;
    }
    events.add(timeMs, key, hash, event);
  }

  /** Decides everything up to a watermark; results come out in the event order of each key. */
  public void advanceTo(long watermarkMs) {
    decide(watermarkMs);
    wakeUps.wake(
        watermarkMs,
        (life, timeMs) -> {
          if (timeMs == life.wakeUpMs) { // else its deadline has moved
            life.wakeUpMs = StateMachine.NEVER;
            settle(life, awake(life, watermarkMs));
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
    return lives.size();
  }

  private void decide(long watermarkMs) {
    lastEvents = null;
    long current = watermarkMs >> Waiting.TIME_BITS;
    while (!waiting.isEmpty() && waiting.firstKey() <= current) {
      long bucket = waiting.firstKey();
      Waiting<E> events = waiting.remove(bucket);
      int last = bucket < current ? Waiting.LAST : (int) watermarkMs & Waiting.LAST;
      decide(events, bucket << Waiting.TIME_BITS, last);
      if (last < Waiting.LAST && events.drop(last)) {
        waiting.put(bucket, events);
        return;
      }
    }
  }

  private void decide(Waiting<E> events, long startMs, int last) {
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
    Life<S> life = lives.get(key);
    if (life != null) {
      settle(life, machine.onEvent(key, awake(life, timeMs - 1), event, out));
      return;
    }
    S next = machine.onEvent(key, initial, event, out);
    if (next != initial) {
      Life<S> born = new Life<>(key, next);
      lives.put(key, born);
      settle(born, next);
    }
  }

  /** Calls all deadlines up to a time; {@link StateMachine#NEVER} comes for nobody. */
  private S awake(Life<S> life, long timeMs) {
    S current = life.state;
    long deadline = life.deadlineMs;
    while (deadline <= timeMs && deadline != StateMachine.NEVER) {
      current = machine.onDeadline(life.key, current, out);
      deadline = machine.deadline(current);
    }
    return current;
  }

  private void settle(Life<S> life, S state) {
    if (state == initial) {
      life.wakeUpMs = StateMachine.NEVER;
      lives.remove(life.key);
      return;
    }
    life.state = state;
    life.deadlineMs = machine.deadline(state);
    if (life.deadlineMs < life.wakeUpMs) {
      life.wakeUpMs = life.deadlineMs;
      wakeUps.add(life.wakeUpMs, life);
    }
  }
}
