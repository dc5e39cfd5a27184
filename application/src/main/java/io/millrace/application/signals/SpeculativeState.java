package io.millrace.application.signals;

import io.millrace.domain.kernel.Event;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one key ahead of the watermark: the alerts that were raised, and how the state
 * goes on over the events that wait. Needed as long as events wait.
 *
 * <p>Not safe for use by several threads.
 */
public final class SpeculativeState<S, E extends Event> {
  /** How many steps lie between two marks. */
  static final int STRIDE = 8;

  /** The most marks, so that a key with many events that wait has no more states than that. */
  private static final int MARKS = 8;

  private static final int PLENTY = 1 << 30;

  /** A state on the way to the tip; nothing changes it. */
  record Mark<S, E extends Event>(E after, S state) {}

  final Raised raised = new Raised();

  /** The state after all events that wait; null while that is not known. */
  @Nullable S tip;

  /** The latest first. Empty while the tip is not known. */
  private final Deque<Mark<S, E>> marks = new ArrayDeque<>(0);

  private int stepsSinceMark;

  /** The first run over all that waits is free: if it is long, it was read from a checkpoint. */
  private int credit = PLENTY;

  /** For a key of which no alert was raised. */
  public SpeculativeState() {}

  /** As read from a checkpoint, with {@link #raised}. */
  public SpeculativeState(Map<String, Long> raised) {
    raised.forEach(this.raised::add);
  }

  /**
   * The ids of the alerts that are neither confirmed nor withdrawn yet, each with the time in
   * milliseconds whose passing decides it, in the order in which they were raised.
   */
  public Map<String, Long> raised() {
    return Collections.unmodifiableMap(raised.dueMs());
  }

  /** Allows so many more steps. */
  void earn(int steps) {
    credit = (int) Math.min(PLENTY, credit + (long) steps);
  }

  /** Whether so many steps are allowed now; if so, that uses up what was earned. */
  boolean spend(int steps) {
    if (steps > credit) {
      return false;
    }
    credit = 0;
    return true;
  }

  /** Says that a step was made; whether it should leave a mark. */
  boolean isMarkDue() {
    return ++stepsSinceMark >= STRIDE;
  }

  void mark(E after, S state) {
    stepsSinceMark = 0;
    marks.addFirst(new Mark<>(after, state));
    if (marks.size() > MARKS) {
      marks.removeLast();
    }
  }

  /** The latest mark before an event, if there is one; forgets the tip and the marks after it. */
  @Nullable Mark<S, E> backTo(E event) {
    tip = null;
    stepsSinceMark = 0;
    while (!marks.isEmpty() && Event.ORDER.compare(marks.getFirst().after, event) >= 0) {
      marks.removeFirst();
    }
    return marks.peekFirst();
  }

  /** Forgets the tip and all marks. */
  void forget() {
    tip = null;
    stepsSinceMark = 0;
    marks.clear();
  }

  /** Forgets marks after events that have been decided. */
  void forgetUntil(long watermarkMs) {
    while (!marks.isEmpty() && marks.getLast().after.eventTimeMs() <= watermarkMs) {
      marks.removeLast();
    }
  }
}
