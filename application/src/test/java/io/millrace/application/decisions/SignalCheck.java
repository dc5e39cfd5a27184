package io.millrace.application.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertPhase;
import io.millrace.domain.result.AlertSignal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Hears the results and the signals of a rule, and whether they keep their promises. */
final class SignalCheck {
  private final List<Alert> alerts = new ArrayList<>();
  private final List<AlertSignal> signals = new ArrayList<>();
  private final Map<String, Alert> raised = new HashMap<>();
  private final Map<String, AlertPhase> phases = new HashMap<>();
  private long watermarkMs = Long.MIN_VALUE;

  void watermarkIs(long newWatermarkMs) {
    watermarkMs = newWatermarkMs;
  }

  void decided(Object result) {
    if (result instanceof Alert alert) {
      alerts.add(alert);
    }
  }

  /** Each id is raised once, then confirmed or withdrawn, and not before the watermark. */
  void said(AlertSignal signal) {
    signals.add(signal);
    String id = signal.alertId();
    AlertPhase before = phases.put(id, signal.phase());
    if (signal.phase() == AlertPhase.RAISED) {
      assertThat(before).as("raised again: %s", signal).isNull();
      assertThat(signal.alert()).isNotNull().extracting(Alert::alertId).isEqualTo(id);
      raised.put(id, signal.alert());
    } else {
      assertThat(before).as("not raised before: %s", signal).isEqualTo(AlertPhase.RAISED);
      assertThat(signal.alert()).isNull();
      assertThat(raisedAs(id).eventTimeMs())
          .as("the time of %s, decided at the watermark %d", signal, watermarkMs)
          .isLessThanOrEqualTo(watermarkMs);
    }
  }

  /** To be called at the end, with the alerts of the replay. */
  void holds(String what, List<Alert> replayed) {
    assertThat(alerts).as(what).containsExactlyInAnyOrderElementsOf(replayed);
    assertThat(ids(AlertPhase.CONFIRMED))
        .as(what)
        .containsExactlyInAnyOrderElementsOf(replayed.stream().map(Alert::alertId).toList());
    List<String> left = new ArrayList<>(ids(AlertPhase.RAISED));
    left.removeAll(ids(AlertPhase.WITHDRAWN));
    assertThat(left).as(what).containsExactlyInAnyOrderElementsOf(ids(AlertPhase.CONFIRMED));
  }

  List<String> ids(AlertPhase phase) {
    return signals.stream()
        .filter(signal -> signal.phase() == phase)
        .map(AlertSignal::alertId)
        .toList();
  }

  private Alert raisedAs(String id) {
    return Objects.requireNonNull(raised.get(id), id);
  }

  Map<AlertPhase, Integer> counts() {
    Map<AlertPhase, Integer> counts = new EnumMap<>(AlertPhase.class);
    signals.forEach(signal -> counts.merge(signal.phase(), 1, Integer::sum));
    return counts;
  }

  /** What was said, with the evidence in the id's place. */
  List<String> words() {
    return signals.stream()
        .map(
            signal ->
                signal.phase() + " " + String.join(" ", raisedAs(signal.alertId()).evidence()))
        .toList();
  }
}
