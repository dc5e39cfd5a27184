package io.millrace.domain.anomaly;

import io.millrace.domain.kernel.AlertRule;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertId;
import io.millrace.domain.result.Measure.Real;
import io.millrace.domain.result.Result;
import io.millrace.domain.result.Severity;
import java.util.List;
import java.util.Optional;

/**
 * Finds values that are unlike those before them, as the policy's {@link Detector} sees it. The
 * first raises the alert and begins an incident, in which no other is raised. It is over with a
 * number of values in a row that are not anomalous, or when its values have become usual, or with
 * the series; then an {@link Incident} says what it was.
 */
public final class AnomalyDetection implements AlertRule<SeriesHistory, Observation, Result> {
  /** The rule. */
  public static final String RULE = "anomaly";

  private static final String USUAL_AGAIN = "then it was usual again";
  private static final String NEW_USUAL = "it is the new usual";
  private static final String NO_MORE = "then there were no more values";

  private final AnomalyPolicy policy;

  /** A detection by the given policy. */
  public AnomalyDetection(AnomalyPolicy policy) {
    this.policy = policy;
  }

  @Override
  public SeriesHistory initial() {
    return SeriesHistory.NONE;
  }

  @Override
  public SeriesHistory copy(SeriesHistory history) {
    return history.copy();
  }

  @Override
  public SeriesHistory onEvent(
      String series, SeriesHistory known, Observation seen, Outbox<? super Result> out) {
    SeriesHistory history = known == SeriesHistory.NONE ? SeriesHistory.begun() : known;
    SeriesModel model = history.model(policy, seen.latency());
    history.setLastMs(seen.eventTimeMs());
    model.show(seen, policy);
    if (policy.scores() && !seen.latency()) {
      out.emit(score(series, seen, history, model));
    }
    boolean goesOn = history.calmValuesLeft() > 0;
    if (model.isAnomalous) {
      takeAnomalous(series, history, model, seen, goesOn, out);
    } else if (goesOn) {
      takeCalm(series, history, model, seen, out);
    } else {
      model.learn(seen, policy);
    }
    return history;
  }

  @Override
  public long deadline(SeriesHistory history) {
    return history == SeriesHistory.NONE ? NEVER : history.lastMs() + policy.forgetAfterMs();
  }

  @Override
  public SeriesHistory onDeadline(
      String series, SeriesHistory history, Outbox<? super Result> out) {
    end(series, history, NO_MORE, out);
    return SeriesHistory.NONE;
  }

  /**
   * Where the next value of a series is expected; empty while too little is known of it.
   *
   * @param latency whether only high values are anomalous
   */
  public Optional<UsualRange> usualRange(SeriesHistory history, boolean latency) {
    if (history == SeriesHistory.NONE) {
      return Optional.empty();
    }
    SeriesModel model = history.copy().model(policy, latency);
    return model.range(latency, policy);
  }

  private void takeAnomalous(
      String series,
      SeriesHistory history,
      SeriesModel model,
      Observation seen,
      boolean goesOn,
      Outbox<? super Result> out) {
    if (goesOn) {
      model.incidentGoesOn(seen, policy);
    } else {
      Alert alert = alert(series, seen, model);
      out.emit(alert);
      history.setIncident(new OpenIncident(alert.alertId(), model.sinceMs, model.expected));
      model.incidentBegins(seen, policy);
    }
    OpenIncident incident = history.incident();
    if (incident != null) {
      incident.add(seen);
    }
    history.setCalmValuesLeft(policy.calmValues());
    if (model.takesForUsual()) {
      end(series, history, NEW_USUAL, out);
    }
  }

  private void takeCalm(
      String series,
      SeriesHistory history,
      SeriesModel model,
      Observation seen,
      Outbox<? super Result> out) {
    if (history.calmValuesLeft() > 1) {
      history.setCalmValuesLeft(history.calmValuesLeft() - 1);
      model.incidentGoesOn(seen, policy);
      return;
    }
    OpenIncident incident = history.incident();
    model.incidentEnds(incident == null ? 1 : incident.values(), seen, policy);
    end(series, history, USUAL_AGAIN, out);
  }

  private static void end(
      String series, SeriesHistory history, String then, Outbox<? super Result> out) {
    OpenIncident incident = history.incident();
    if (incident != null) {
      out.emit(incident.end(series, then));
    }
    history.setIncident(null);
    history.setCalmValuesLeft(0);
  }

  private Score score(String series, Observation seen, SeriesHistory history, SeriesModel model) {
    double score =
        model instanceof RecentValues values
            ? values.score()
            : history.novelty().of(seen.value(), seen.eventTimeMs());
    boolean isReady = model.isReady(policy);
    return new Score(
        series,
        seen.eventTimeMs(),
        seen.value(),
        isReady ? score : 0,
        isReady ? model.expected : 0,
        isReady ? model.deviation : 0);
  }

  private Alert alert(String series, Observation seen, SeriesModel model) {
    List<String> evidence = List.of(seen.eventId());
    String explanation =
        model instanceof RecentValues
            ? Words.tooManyDeviations(
                series, seen.value(), model.bound, model.deviation, model.expected)
            : Words.unusual(series, seen, model);
    return new Alert(
        AlertId.of(RULE, policy.ruleVersion(), series, evidence),
        RULE,
        policy.ruleVersion(),
        series,
        Severity.MEDIUM,
        seen.eventTimeMs(),
        seen.eventTimeMs(),
        evidence,
        new Real(seen.value()),
        new Real(model.bound),
        explanation);
  }
}
