package io.millrace.application.replay;

import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.StateMachine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Drives a machine over the events of many keys, with no engine: the definition of the right
 * answer.
 *
 * <p>Events come in any order, as long as none is at or before the last watermark. They wait in one
 * calendar for all keys, in lists of about a second each. A list is sorted when a watermark reaches
 * it, so that what it does not reach costs nothing. Holds the keys that have a state, the events
 * that wait, and nothing else. For use by one thread.
 */
public final class Replay<S, E extends Event, O> {
  private static final int BUCKET_BITS = 10;
  private static final int BUCKET_MS = 1 << BUCKET_BITS;

  /** An event that waits; its time is at hand because sorting asks for nothing else. */
  private record Waiting<E extends Event>(long timeMs, String key, E event) {}

  /** A key that has a state. */
  private static final class Life<S> {
    final String key;
    S state;
    long wakeUpMs = StateMachine.NEVER;

    Life(String key, S state) {
      this.key = key;
      this.state = state;
    }
  }

  /**
   * By time, by key, and by event: copies of an event stand side by side, the first one read first,
   * as sorting is stable. Which key comes first does not matter, so hashes are compared, which are
   * needed anyway.
   */
  private static final Comparator<Waiting<?>> ORDER =
      (a, b) -> {
        if (a.timeMs != b.timeMs) {
          return a.timeMs < b.timeMs ? -1 : 1;
        }
        int byHash = Integer.compare(a.key.hashCode(), b.key.hashCode());
        if (byHash != 0) {
          return byHash;
        }
        int byKey = a.key.compareTo(b.key);
        return byKey != 0 ? byKey : Event.ORDER.compare(a.event, b.event);
      };

  private final StateMachine<S, E, O> machine;
  private final Outbox<? super O> out;
  private final Map<String, Life<S>> lives = new HashMap<>();
  private final WakeUps<Life<S>> wakeUps = new WakeUps<>();
  private final TreeMap<Long, List<Waiting<E>>> waiting = new TreeMap<>();
  private long lastBucket;
  private List<Waiting<E>> lastEvents = List.of();
  private long used;
  private long duplicates;

  /** A replay of which nothing has happened yet. */
  public Replay(StateMachine<S, E, O> machine, Outbox<? super O> out) {
    this.machine = machine;
    this.out = out;
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
    long timeMs = event.eventTimeMs();
    long bucket = timeMs >> BUCKET_BITS;
    if (lastEvents.isEmpty() || bucket != lastBucket) {
      lastBucket = bucket;
      lastEvents = waiting.computeIfAbsent(bucket, none -> new ArrayList<>());
    }
    lastEvents.add(new Waiting<>(timeMs, key, event));
  }

  /** Decides everything up to a watermark; results come out in the event order of each key. */
  public void advanceTo(long watermarkMs) {
    decide(watermarkMs);
    wakeUps.wake(
        watermarkMs,
        (life, timeMs) -> {
          if (timeMs == life.wakeUpMs) { // else its deadline has moved
            life.wakeUpMs = StateMachine.NEVER;
            settle(life, awake(life.key, life.state, watermarkMs));
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
    lastEvents = List.of();
    long current = watermarkMs >> BUCKET_BITS;
    while (!waiting.isEmpty() && waiting.firstKey() <= current) {
      Map.Entry<Long, List<Waiting<E>>> bucket = waiting.pollFirstEntry();
      List<Waiting<E>> events = sorted(bucket.getValue());
      int decided = decide(events, watermarkMs);
      if (decided < events.size()) {
        waiting.put(bucket.getKey(), new ArrayList<>(events.subList(decided, events.size())));
        return;
      }
    }
  }

  /** The events of one list in order: first dealt out to their milliseconds, if they are many. */
  private List<Waiting<E>> sorted(List<Waiting<E>> events) {
    if (events.size() < BUCKET_MS / 16) {
      events.sort(ORDER);
      return events;
    }
    int[] starts = new int[BUCKET_MS + 1];
    for (Waiting<E> one : events) {
      starts[millisecond(one) + 1]++;
    }
    for (int i = 1; i <= BUCKET_MS; i++) {
      starts[i] += starts[i - 1];
    }
    int[] next = starts.clone();
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of what it holds cannot be made
    Waiting<E>[] dealt = new Waiting[events.size()];
    for (Waiting<E> one : events) {
      dealt[next[millisecond(one)]++] = one;
    }
    for (int i = 0; i < BUCKET_MS; i++) {
      if (starts[i + 1] - starts[i] > 1) {
        Arrays.sort(dealt, starts[i], starts[i + 1], ORDER);
      }
    }
    return Arrays.asList(dealt);
  }

  private static int millisecond(Waiting<?> one) {
    return (int) one.timeMs & BUCKET_MS - 1;
  }

  /** Decides the first of some events in order, and says how many: all copies are among them. */
  private int decide(List<Waiting<E>> events, long watermarkMs) {
    int next = 0;
    Waiting<E> before = null;
    while (next < events.size() && events.get(next).timeMs <= watermarkMs) {
      Waiting<E> one = events.get(next++);
      if (before != null && ORDER.compare(before, one) == 0) {
        duplicates++;
      } else {
        used++;
        decide(one);
      }
      before = one;
    }
    return next;
  }

  private void decide(Waiting<E> one) {
    Life<S> life = lives.get(one.key);
    S known = life == null ? machine.initial() : life.state;
    S current = awake(one.key, known, one.timeMs - 1);
    S next = machine.onEvent(one.key, current, one.event, out);
    if (life != null) {
      settle(life, next);
    } else if (next != machine.initial()) {
      Life<S> born = new Life<>(one.key, next);
      lives.put(one.key, born);
      settle(born, next);
    }
  }

  /** Calls all deadlines up to a time; {@link StateMachine#NEVER} comes for nobody. */
  private S awake(String key, S state, long timeMs) {
    S current = state;
    long deadline = machine.deadline(current);
    while (deadline <= timeMs && deadline != StateMachine.NEVER) {
      current = machine.onDeadline(key, current, out);
      deadline = machine.deadline(current);
    }
    return current;
  }

  private void settle(Life<S> life, S state) {
    life.state = state;
    if (state == machine.initial()) {
      life.wakeUpMs = StateMachine.NEVER;
      lives.remove(life.key);
      return;
    }
    long deadline = machine.deadline(state);
    if (deadline < life.wakeUpMs) {
      life.wakeUpMs = deadline;
      wakeUps.add(deadline, life);
    }
  }
}
