package io.millrace.flink;

import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.kernel.Timeline;

/** The one state value of a key: its timeline, and the time of its one pending timer. */
final class KeyState<S, E extends Event> {
  private final Timeline<S, E> timeline;
  private long timerMs;

  KeyState(Timeline<S, E> timeline, long timerMs) {
    this.timeline = timeline;
    this.timerMs = timerMs;
  }

  Timeline<S, E> timeline() {
    return timeline;
  }

  /** When the pending timer fires, or {@link StateMachine#NEVER}. */
  long timerMs() {
    return timerMs;
  }

  void timer(long ms) {
    timerMs = ms;
  }
}
