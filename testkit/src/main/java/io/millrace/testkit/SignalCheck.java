package io.millrace.testkit;

import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertPhase;
import io.millrace.domain.result.AlertSignal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Hears the alerts and the signals of a rule, and whether they keep their promises. */
final class SignalCheck {
  private final List<String> decided = new ArrayList<>();
  private final Map<String, Alert> raised = new HashMap<>();
  private final Map<String, AlertPhase> phases = new TreeMap<>();
  private long watermarkMs = Long.MIN_VALUE;

  void watermarkIs(long newWatermarkMs) {
    watermarkMs = newWatermarkMs;
  }

  void decided(Alert alert) {
    decided.add(alert.alertId());
  }

  /** Each id is raised once, then confirmed or withdrawn, and not before the watermark. */
  void said(AlertSignal signal) {
    String id = signal.alertId();
    AlertPhase before = phases.put(id, signal.phase());
    Alert alert = signal.alert();
    if (alert != null) {
      raised.put(id, alert);
      holds(before == null, "is raised when it was already " + before, id);
    } else {
      String phase = signal.phase().toString();
      holds(before == AlertPhase.RAISED, "is " + phase + " when it was " + before, id);
      Alert known = raised.get(id);
      holds(
          known != null && known.eventTimeMs() <= watermarkMs,
          "is " + phase + " before the watermark, " + Told.time(watermarkMs) + ", has passed it",
          id);
    }
  }

  /** To be called at the end, with the alerts of the replay. */
  void addsUpTo(List<Alert> alerts) {
    alerts.forEach(alert -> raised.putIfAbsent(alert.alertId(), alert));
    List<String> right = alerts.stream().map(Alert::alertId).sorted().toList();
    List<String> found = decided.stream().sorted().toList();
    for (String id : right) {
      holds(phases.get(id) == AlertPhase.CONFIRMED, "is decided, but it is " + phases.get(id), id);
    }
    phases.forEach(
        (id, phase) -> {
          holds(phase != AlertPhase.RAISED, "was raised, and then nothing was said of it", id);
          holds(
              phase != AlertPhase.CONFIRMED || right.contains(id),
              "is confirmed, but the replay does not decide it",
              id);
        });
    if (!right.equals(found)) {
      throw new BrokenLaw(
          Law.SIGNALS,
          "the replay decides %d alerts, with signals there are %d:\n  expected:\n%s  were:\n%s"
              .formatted(right.size(), found.size(), told(right), told(found)));
    }
  }

  void hasRaised(Collection<String> triggered, long nowMs) {
    for (String id : triggered) {
      holds(
          phases.containsKey(id),
          "was triggered by an event, but not raised before the next one, of " + Told.time(nowMs),
          id);
    }
  }

  void hasWithdrawnNothing() {
    withdrawn().forEach(id -> holds(false, "is withdrawn, though all events came in order", id));
  }

  List<String> withdrawn() {
    return phases.keySet().stream().filter(id -> phases.get(id) == AlertPhase.WITHDRAWN).toList();
  }

  private String told(List<String> ids) {
    return Told.lines(ids.stream().map(id -> id + " " + Told.one(raised.get(id))).toList());
  }

  private void holds(boolean promise, String otherwise, String id) {
    if (!promise) {
      throw new BrokenLaw(
          Law.SIGNALS, "the alert %s %s\n  %s".formatted(id, otherwise, Told.one(raised.get(id))));
    }
  }
}
