package io.millrace.flink.state;

import io.millrace.application.signals.SpeculativeState;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.kernel.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * The one state value of a key: its timeline, for when its one timer is registered, and what is
 * known ahead of the watermark, if signals were asked for and events wait.
 */
public final class KeyState<S, E extends Event> {
  private final Timeline<S, E> timeline;
  private long timerMs;
  private @Nullable SpeculativeState<S, E> speculative;

  /** {@code timerMs} is {@link StateMachine#NEVER} where no timer is registered. */
  public KeyState(Timeline<S, E> timeline, long timerMs) {
    this.timeline = timeline;
    this.timerMs = timerMs;
  }

  public Timeline<S, E> timeline() {
    return timeline;
  }

  public long timerMs() {
    return timerMs;
  }

  public @Nullable SpeculativeState<S, E> speculative() {
    return speculative;
  }

  public void setSpeculative(@Nullable SpeculativeState<S, E> newSpeculative) {
    speculative = newSpeculative;
  }

  public void timerIsAt(long newTimerMs) {
    timerMs = newTimerMs;
  }
}
