package io.millrace.flink.state;

import io.millrace.application.signals.Ahead;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.kernel.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * The one state value of a key: its timeline, for when its one timer is registered, and what is
 * known ahead of the watermark, if signals were asked for and events wait.
 */
public final class Life<S, E extends Event> {
  private final Timeline<S, E> timeline;
  private long timerMs;
  private @Nullable Ahead<S, E> ahead;

  /** {@code timerMs} is {@link StateMachine#NEVER} where no timer is registered. */
  public Life(Timeline<S, E> timeline, long timerMs) {
    this.timeline = timeline;
    this.timerMs = timerMs;
  }

  public Timeline<S, E> timeline() {
    return timeline;
  }

  public long timerMs() {
    return timerMs;
  }

  public @Nullable Ahead<S, E> ahead() {
    return ahead;
  }

  public void isAhead(@Nullable Ahead<S, E> newAhead) {
    ahead = newAhead;
  }

  public void timerIsAt(long newTimerMs) {
    timerMs = newTimerMs;
  }
}
