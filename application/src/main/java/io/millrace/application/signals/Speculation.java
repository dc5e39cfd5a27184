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
  public void onEvent(String key, Timeline<S, E> timeline, Ahead<S, E> ahead, E event) {
    List<E> waiting = timeline.waiting();
    ahead.earn(STEPS_AN_EVENT);
    S tip = ahead.tip;
    if (tip != null && waiting.get(waiting.size() - 1) == event) {
      ahead.tip = step(key, tip, event, ahead);
      return;
    }
    Ahead.Mark<S, E> mark = ahead.backTo(event);
    if (mark == null) {
      runFrom(timeline.state(), 0, key, timeline, ahead);
    } else {
      int marked = Collections.binarySearch(waiting, mark.after(), Event.ORDER);
      runFrom(mark.state(), marked + 1, key, timeline, ahead);
    }
  }

  /** Decides everything up to the watermark, as {@link Timeline#advance} does, and says so. */
  public void advance(
      String key,
      Timeline<S, E> timeline,
      Ahead<S, E> ahead,
      long watermarkMs,
      Outbox<? super O> out) {
    int waited = timeline.waiting().size();
    timeline.advance(
        rule,
        key,
        watermarkMs,
        decided -> {
          out.emit(decided);
          confirmIfAlert(decided, ahead);
        });
    ahead.raised.removePassed(watermarkMs, id -> signals.emit(AlertSignal.withdrawn(id)));
    ahead.forgetUntil(watermarkMs);
    int waiting = timeline.waiting().size();
    ahead.earn((waited - waiting) * STEPS_AN_EVENT);
    if (waiting == 0) {
      ahead.forget();
    } else if (ahead.tip == null) {
      runFrom(timeline.state(), 0, key, timeline, ahead);
    }
  }

  /** Runs over the events that wait, from one of them on, if that is allowed now. */
  private void runFrom(
      S before, int first, String key, Timeline<S, E> timeline, Ahead<S, E> ahead) {
    List<E> waiting = timeline.waiting();
    if (!ahead.spend(waiting.size() - first)) {
      ahead.forget();
      return;
    }
    S state = rule.copy(before);
    for (int i = first; i < waiting.size(); i++) {
      state = step(key, state, waiting.get(i), ahead);
    }
    ahead.tip = state;
  }

  /** The event, and before it the deadlines that have passed by then. */
  private S step(String key, S state, E event, Ahead<S, E> ahead) {
    S current = state;
    long deadlineMs = rule.deadline(current);
    while (deadlineMs < event.eventTimeMs()) {
      long atMs = deadlineMs;
      current = rule.onDeadline(key, current, found -> raiseIfAlert(found, atMs, ahead));
      deadlineMs = rule.deadline(current);
    }
    current =
        rule.onEvent(key, current, event, found -> raiseIfAlert(found, event.eventTimeMs(), ahead));
    if (ahead.isMarkDue()) {
      ahead.mark(event, rule.copy(current));
    }
    return current;
  }

  private void raiseIfAlert(O found, long atMs, Ahead<S, E> ahead) {
    if (found instanceof Alert alert && ahead.raised.add(alert.alertId(), atMs)) {
      signals.emit(AlertSignal.raised(alert));
    }
  }

  /** An alert may not have been raised if the run that would have raised it was put off. */
  private void confirmIfAlert(O decided, Ahead<S, E> ahead) {
    if (decided instanceof Alert alert) {
      if (!ahead.raised.remove(alert.alertId())) {
        signals.emit(AlertSignal.raised(alert));
      }
      signals.emit(AlertSignal.confirmed(alert.alertId()));
    }
  }
}
