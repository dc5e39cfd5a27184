package io.millrace.application.signals;

import io.millrace.application.replay.TimerCalendar;
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
  private static final class KeyState<S, E extends Event> {
    final String key;
    final Timeline<S, E> timeline;
    final SpeculativeState<S, E> speculative = new SpeculativeState<>();
    long wakeUpMs = StateMachine.NEVER;

    KeyState(String key, S initial) {
      this.key = key;
      this.timeline = new Timeline<>(initial, List.of());
    }
  }

  private final AlertRule<S, E, O> rule;
  private final Outbox<? super O> results;
  private final Speculation<S, E, O> speculation;
  private final Map<String, KeyState<S, E>> keyStates = new HashMap<>();
  private final TimerCalendar<KeyState<S, E>> calendar = new TimerCalendar<>();

  /** A replay of which nothing has happened yet. */
  public SignalReplay(
      AlertRule<S, E, O> rule, Outbox<? super O> results, Outbox<? super AlertSignal> signals) {
    this.rule = rule;
    this.results = results;
    this.speculation = new Speculation<>(rule, signals);
  }

  /** Takes an event of a key, later than the last watermark, and raises what follows from it. */
  public void add(String key, E event) {
    KeyState<S, E> keyState =
        keyStates.computeIfAbsent(key, born -> new KeyState<>(born, rule.initial()));
    if (keyState.timeline.offer(event)) {
      speculation.onEvent(key, keyState.timeline, keyState.speculative, event);
      schedule(keyState);
    }
  }

  /** Decides everything up to a watermark. */
  public void advanceTo(long watermarkMs) {
    calendar.fire(
        watermarkMs,
        (keyState, timeMs) -> {
          if (timeMs == keyState.wakeUpMs) { // else it has moved
            keyState.wakeUpMs = StateMachine.NEVER;
            speculation.advance(
                keyState.key, keyState.timeline, keyState.speculative, watermarkMs, results);
            if (keyState.timeline.isForgettable(rule)) {
              keyStates.remove(keyState.key);
            } else {
              schedule(keyState);
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
    return keyStates.size();
  }

  private void schedule(KeyState<S, E> keyState) {
    long timeMs = keyState.timeline.wakeUpMs(rule);
    if (timeMs < keyState.wakeUpMs) {
      keyState.wakeUpMs = timeMs;
      calendar.add(timeMs, keyState);
    }
  }
}
