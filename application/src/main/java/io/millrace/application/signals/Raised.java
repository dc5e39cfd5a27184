package io.millrace.application.signals;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** The alerts of one key that were raised, and of which nothing has been said since. */
final class Raised {
  private record Due(long timeMs, String alertId) {}

  private final Map<String, Long> dueMs = new LinkedHashMap<>();

  /** The earliest first; some of them have been decided, or put off, since they were added. */
  private final PriorityQueue<Due> dues = new PriorityQueue<>(1, Comparator.comparing(Due::timeMs));

  /**
   * Adds an alert that the passing of a time will decide, or puts it off until then.
   *
   * @return false if it is there already
   */
  boolean add(String alertId, long timeMs) {
    Long known = dueMs.get(alertId);
    if (known == null || known < timeMs) {
      dueMs.put(alertId, timeMs);
      dues.add(new Due(timeMs, alertId));
    }
    return known == null;
  }

  /** Whether an alert is there; not any more, then. */
  boolean remove(String alertId) {
    return dueMs.remove(alertId) != null;
  }

  /** Removes those whose time has passed, earliest first. */
  void removePassed(long watermarkMs, Consumer<String> removed) {
    for (Due due = dues.peek(); due != null && due.timeMs <= watermarkMs; due = dues.peek()) {
      dues.remove();
      if (dueMs.remove(due.alertId, due.timeMs)) {
        removed.accept(due.alertId);
      }
    }
  }

  /** The time that decides each, by id, in the order in which they were raised. */
  Map<String, Long> dueMs() {
    return dueMs;
  }
}
