package io.millrace.application.signals;

import io.millrace.domain.kernel.AlertRule;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.Timeline;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertSignal;
import java.util.Collections;
import java.util.List;

/**
 * Decides at once what holds if nothing else comes. When an event has joined those of its key that
 * wait, the rule is run over them in event order, on a copy of the key's state, and every alert
 * that was not raised yet is. When the watermark has passed an alert's time it is confirmed, or
 * withdrawn because an event that came in between has refuted it.
 *
 * <p>So every alert that is confirmed was raised before, an alert is raised once, and nothing is
 * said of it after it was confirmed or withdrawn, unless the stream uses an event's id again at
 * another time.
 *
 * <p>The cost of an event is bounded, however many wait. The state after all of them, the tip, is
 * kept, so that one that comes after all others is one step. For one that comes before others, the
 * rule goes back to a mark, a state that was kept on the way, or to the decided state, and runs
 * over what follows. That is done once it costs at most {@value #STEPS_AN_EVENT} steps for each
 * event that has come since it was done last. With fewer to run over it is done at once; else the
 * alerts of the key come later, by at most that fraction of the time that events wait.
 *
 * <p>For use by one thread.
 */
public final class Speculation<S, E extends Event, O> {
  static final int STEPS_AN_EVENT = 16;

  private final AlertRule<S, E, O> rule;
  private final Outbox<? super AlertSignal> signals;

  /** By one rule, for any number of keys. */
  public Speculation(AlertRule<S, E, O> rule, Outbox<? super AlertSignal> signals) {
    this.rule = rule;
    this.signals = signals;
  }

  /** To be called when an event has joined those that wait, and is no copy of one. */
  public void onEvent(
      String key, Timeline<S, E> timeline, SpeculativeState<S, E> speculative, E event) {
    List<E> waiting = timeline.waiting();
    speculative.earn(STEPS_AN_EVENT);
    S tip = speculative.tip;
    if (tip != null && waiting.get(waiting.size() - 1) == event) {
      speculative.tip = step(key, tip, event, speculative);
      return;
    }
    SpeculativeState.Mark<S, E> mark = speculative.backTo(event);
    if (mark == null) {
      runFrom(timeline.state(), 0, key, timeline, speculative);
    } else {
      int marked = Collections.binarySearch(waiting, mark.after(), Event.ORDER);
      runFrom(mark.state(), marked + 1, key, timeline, speculative);
    }
  }

  /** Decides everything up to the watermark, as {@link Timeline#advance} does, and says so. */
  public void advance(
      String key,
      Timeline<S, E> timeline,
      SpeculativeState<S, E> speculative,
      long watermarkMs,
      Outbox<? super O> out) {
    int waited = timeline.waiting().size();
    timeline.advance(
        rule,
        key,
        watermarkMs,
        decided -> {
          out.emit(decided);
          confirmIfAlert(decided, speculative);
        });
    speculative.raised.removePassed(watermarkMs, id -> signals.emit(AlertSignal.withdrawn(id)));
    speculative.forgetUntil(watermarkMs);
    int waiting = timeline.waiting().size();
    speculative.earn((waited - waiting) * STEPS_AN_EVENT);
    if (waiting == 0) {
      speculative.forget();
    } else if (speculative.tip == null) {
      runFrom(timeline.state(), 0, key, timeline, speculative);
    }
  }

  /** Runs over the events that wait, from one of them on, if that is allowed now. */
  private void runFrom(
      S before,
      int first,
      String key,
      Timeline<S, E> timeline,
      SpeculativeState<S, E> speculative) {
    List<E> waiting = timeline.waiting();
    if (!speculative.spend(waiting.size() - first)) {
      speculative.forget();
      return;
    }
    S state = rule.copy(before);
    for (int i = first; i < waiting.size(); i++) {
      state = step(key, state, waiting.get(i), speculative);
    }
    speculative.tip = state;
  }

  /** The event, and before it the deadlines that have passed by then. */
  private S step(String key, S state, E event, SpeculativeState<S, E> speculative) {
    S current = state;
    long deadlineMs = rule.deadline(current);
    while (deadlineMs < event.eventTimeMs()) {
      long atMs = deadlineMs;
      current = rule.onDeadline(key, current, found -> raiseIfAlert(found, atMs, speculative));
      deadlineMs = rule.deadline(current);
    }
    current =
        rule.onEvent(
            key, current, event, found -> raiseIfAlert(found, event.eventTimeMs(), speculative));
    if (speculative.isMarkDue()) {
      speculative.mark(event, rule.copy(current));
    }
    return current;
  }

  private void raiseIfAlert(O found, long atMs, SpeculativeState<S, E> speculative) {
    if (found instanceof Alert alert && speculative.raised.add(alert.alertId(), atMs)) {
      signals.emit(AlertSignal.raised(alert));
    }
  }

  /** An alert may not have been raised if the run that would have raised it was put off. */
  private void confirmIfAlert(O decided, SpeculativeState<S, E> speculative) {
    if (decided instanceof Alert alert) {
      if (!speculative.raised.remove(alert.alertId())) {
        signals.emit(AlertSignal.raised(alert));
      }
      signals.emit(AlertSignal.confirmed(alert.alertId()));
    }
  }
}
