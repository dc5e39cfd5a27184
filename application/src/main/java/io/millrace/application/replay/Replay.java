package io.millrace.application.replay;

import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.kernel.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Drives a machine over the events of many keys, with no engine: the definition of the right
 * answer.
 *
 * <p>Events come in any order, as long as none is at or before the last watermark. Holds the keys
 * that have a state or a waiting event, and nothing else. For use by one thread.
 */
public final class Replay<S, E extends Event, O> {
  private final StateMachine<S, E, O> machine;
  private final Outbox<? super O> out;
  private final Map<String, Life<S, E>> lives = new HashMap<>();
  private final WakeUps<Life<S, E>> wakeUps = new WakeUps<>();
  private long used;
  private long duplicates;

  private static final class Life<S, E extends Event> {
    final String key;
    final Timeline<S, E> timeline;
    long wakeUpMs = StateMachine.NEVER;

    Life(String key, S initial) {
      this.key = key;
      this.timeline = new Timeline<>(initial, List.of());
    }
  }

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
    Life<S, E> life = lives.get(key);
    if (life == null) {
      life = new Life<>(key, machine.initial());
      lives.put(key, life);
    }
    if (life.timeline.offer(event)) {
      used++;
      remember(life);
    } else {
      duplicates++;
    }
  }

  /** Decides everything up to a watermark; results come out in the event order of each key. */
  public void advanceTo(long watermarkMs) {
    wakeUps.wake(
        watermarkMs,
        (life, timeMs) -> {
          if (timeMs == life.wakeUpMs) { // else the key has been woken earlier
            life.wakeUpMs = StateMachine.NEVER;
            life.timeline.advance(machine, life.key, watermarkMs, out);
            settle(life);
          }
        });
  }

  /** Decides everything that is left. */
  public void finish() {
    advanceTo(Long.MAX_VALUE);
  }

  /** How many events were given, without copies. */
  public long used() {
    return used;
  }

  /** How many events were copies of one that waited. */
  public long duplicates() {
    return duplicates;
  }

  /** How many keys it holds. */
  public int keys() {
    return lives.size();
  }

  private void settle(Life<S, E> life) {
    if (life.timeline.isForgettable(machine)) {
      lives.remove(life.key);
    } else {
      remember(life);
    }
  }

  private void remember(Life<S, E> life) {
    long wakeUpMs = life.timeline.wakeUpMs(machine);
    if (wakeUpMs < life.wakeUpMs) {
      life.wakeUpMs = wakeUpMs;
      wakeUps.add(wakeUpMs, life);
    }
  }
}
