package io.millrace.application.signals;

import io.millrace.application.replay.WakeUps;
import io.millrace.domain.kernel.AlertRule;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.kernel.Timeline;
import io.millrace.domain.result.AlertSignal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Drives a rule over the events of many keys as they arrive, with no engine: results come out when
 * the watermark has passed, as from {@link io.millrace.application.replay.Replay}, and signals at
 * once. For use by one thread.
 */
public final class SignalReplay<S, E extends Event, O> {
  private static final class Life<S, E extends Event> {
    final String key;
    final Timeline<S, E> timeline;
    final Ahead<S, E> ahead = new Ahead<>();
    long wakeUpMs = StateMachine.NEVER;

    Life(String key, S initial) {
      this.key = key;
      this.timeline = new Timeline<>(initial, List.of());
    }
  }

  private final AlertRule<S, E, O> rule;
  private final Outbox<? super O> results;
  private final Speculation<S, E, O> speculation;
  private final Map<String, Life<S, E>> lives = new HashMap<>();
  private final WakeUps<Life<S, E>> wakeUps = new WakeUps<>();

  /** A replay of which nothing has happened yet. */
  public SignalReplay(
      AlertRule<S, E, O> rule, Outbox<? super O> results, Outbox<? super AlertSignal> signals) {
    this.rule = rule;
    this.results = results;
    this.speculation = new Speculation<>(rule, signals);
  }

  /** Takes an event of a key, later than the last watermark, and raises what follows from it. */
  public void add(String key, E event) {
    Life<S, E> life = lives.computeIfAbsent(key, born -> new Life<>(born, rule.initial()));
    if (life.timeline.offer(event)) {
      speculation.onEvent(key, life.timeline, life.ahead, event);
      schedule(life);
    }
  }

  /** Decides everything up to a watermark. */
  public void advanceTo(long watermarkMs) {
    wakeUps.wake(
        watermarkMs,
        (life, timeMs) -> {
          if (timeMs == life.wakeUpMs) { // else it has moved
            life.wakeUpMs = StateMachine.NEVER;
            speculation.advance(life.key, life.timeline, life.ahead, watermarkMs, results);
            if (life.timeline.isForgettable(rule)) {
              lives.remove(life.key);
            } else {
              schedule(life);
            }
          }
        });
  }

  /** Decides everything that is left. */
  public void finish() {
    advanceTo(Long.MAX_VALUE);
  }

  /** How many keys have a state, or events that wait. */
  public int keys() {
    return lives.size();
  }

  private void schedule(Life<S, E> life) {
    long timeMs = life.timeline.wakeUpMs(rule);
    if (timeMs < life.wakeUpMs) {
      life.wakeUpMs = timeMs;
      wakeUps.add(timeMs, life);
    }
  }
}
