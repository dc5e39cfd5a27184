package io.millrace.flink;

import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.kernel.Timeline;

/** The one state value of a key: its timeline, and for when its one timer is registered. */
final class Life<S, E extends Event> {
  private final Timeline<S, E> timeline;
  private long timerMs;

  /** {@code timerMs} is {@link StateMachine#NEVER} where no timer is registered. */
  Life(Timeline<S, E> timeline, long timerMs) {
    this.timeline = timeline;
    this.timerMs = timerMs;
  }

  Timeline<S, E> timeline() {
    return timeline;
  }

  long timerMs() {
    return timerMs;
  }

  void timerIsAt(long newTimerMs) {
    timerMs = newTimerMs;
  }
}
