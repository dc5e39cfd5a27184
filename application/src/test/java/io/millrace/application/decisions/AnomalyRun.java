package io.millrace.application.decisions;

import io.millrace.domain.anomaly.AnomalyDetection;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.anomaly.Incident;
import io.millrace.domain.anomaly.Observation;
import io.millrace.domain.anomaly.Score;
import io.millrace.domain.anomaly.SeriesHistory;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.Result;
import java.util.ArrayList;
import java.util.List;

/** One series, value by value, at equal intervals. */
final class AnomalyRun {
  final List<Alert> alerts = new ArrayList<>();
  final List<Incident> incidents = new ArrayList<>();
  final List<Score> scores = new ArrayList<>();
  final AnomalyDetection detection;
  SeriesHistory history;
  private final String series;
  private final boolean latency;
  private final long intervalMs;
  private long nextMs = Given.START;

  private AnomalyRun(AnomalyPolicy policy, String series, boolean latency, long intervalMs) {
    this.detection = new AnomalyDetection(policy);
    this.history = detection.initial();
    this.series = series;
    this.latency = latency;
    this.intervalMs = intervalMs;
  }

  static AnomalyRun ofReadings(AnomalyPolicy policy, long intervalMs) {
    return new AnomalyRun(policy, "s-1", false, intervalMs);
  }

  static AnomalyRun ofLatencies(AnomalyPolicy policy, long intervalMs) {
    return new AnomalyRun(policy, Observation.LATENCY_PREFIX + "GET /cart", true, intervalMs);
  }

  /** The time of the next value. */
  long nextMs() {
    return nextMs;
  }

  AnomalyRun then(double... values) {
    for (double value : values) {
      Observation seen = new Observation(nextMs, "e" + nextMs, value, latency);
      history = detection.onEvent(series, history, seen, this::take);
      nextMs += intervalMs;
    }
    return this;
  }

  /** The time at which a series is forgotten has come. */
  AnomalyRun end() {
    history = detection.onDeadline(series, history, this::take);
    return this;
  }

  private void take(Result result) {
    if (result instanceof Alert alert) {
      alerts.add(alert);
    } else if (result instanceof Incident incident) {
      incidents.add(incident);
    } else if (result instanceof Score score) {
      scores.add(score);
    }
  }
}
