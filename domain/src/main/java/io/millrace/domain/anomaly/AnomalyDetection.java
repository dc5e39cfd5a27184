package io.millrace.domain.anomaly;

import io.millrace.domain.kernel.AlertRule;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertId;
import io.millrace.domain.result.Measure.Real;
import io.millrace.domain.result.Result;
import io.millrace.domain.result.Severity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds values that lie too many standard deviations from the mean of the values before them. The
 * first of an episode raises the alert; the episode ends with a number of values in a row that are
 * not anomalous.
 */
public final class AnomalyDetection implements AlertRule<SeriesHistory, Observation, Result> {
  /** The rule. */
  public static final String RULE = "anomaly";

  private static final MathContext READABLE = new MathContext(6);

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
    SeriesHistory history =
        known == SeriesHistory.NONE ? SeriesHistory.of(new double[0], 0, 0) : known;
    if (history.size() >= policy.leastHistory()) {
      judge(series, history, seen, out);
    } else if (policy.scores() && !seen.latency()) {
      out.emit(new Score(series, seen.eventTimeMs(), seen.value(), 0, 0, 0));
    }
    history.add(seen.value(), seen.eventTimeMs(), policy.history());
    return history;
  }

  @Override
  public long deadline(SeriesHistory history) {
    return history == SeriesHistory.NONE ? NEVER : history.lastMs() + policy.forgetAfterMs();
  }

  @Override
  public SeriesHistory onDeadline(
      String series, SeriesHistory history, Outbox<? super Result> out) {
    return SeriesHistory.NONE;
  }

  /**
   * Where the next value of a series is expected; empty while too little is known of it.
   *
   * @param latency whether only high values are anomalous
   */
  public Optional<UsualRange> usualRange(SeriesHistory history, boolean latency) {
    if (history.size() < policy.leastHistory()) {
      return Optional.empty();
    }
    Baseline usual = history.baseline();
    double lower = latency ? Double.NEGATIVE_INFINITY : usual.lower(policy.deviations());
    return Optional.of(new UsualRange(usual.mean(), lower, usual.upper(policy.deviations())));
  }

  private void judge(
      String series, SeriesHistory history, Observation seen, Outbox<? super Result> out) {
    Baseline usual = history.baseline();
    double upper = usual.upper(policy.deviations());
    double lower = usual.lower(policy.deviations());
    boolean above = seen.value() > upper;
    boolean anomalous = above || (seen.value() < lower && !seen.latency());
    if (policy.scores() && !seen.latency()) {
      out.emit(score(series, seen, usual, anomalous));
    }
    if (!anomalous) {
      history.calm();
      return;
    }
    if (history.calmValuesLeft() == 0) {
      out.emit(alert(series, seen, usual, above ? upper : lower));
    }
    history.openEpisode(policy.calmValues());
  }

  private Score score(String series, Observation seen, Baseline usual, boolean anomalous) {
    double deviation = usual.deviationOf(seen.value());
    double distance = Math.abs(deviation);
    double raw = distance / (distance + policy.deviations());
    double score = anomalous ? Math.max(raw, Math.nextUp(0.5)) : Math.min(raw, 0.5);
    return new Score(series, seen.eventTimeMs(), seen.value(), score, usual.mean(), deviation);
  }

  private Alert alert(String series, Observation seen, Baseline usual, double bound) {
    List<String> evidence = List.of(seen.eventId());
    String explanation =
        String.format(
            Locale.ROOT,
            "Series %s had the value %s, %s the bound of %s: %s standard deviations from the mean of %s.",
            series,
            readable(seen.value()),
            seen.value() > bound ? "above" : "below",
            readable(bound),
            readable(Math.abs(usual.deviationOf(seen.value()))),
            readable(usual.mean()));
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
        new Real(bound),
        explanation);
  }

  private static String readable(double value) {
    BigDecimal rounded = new BigDecimal(value).round(READABLE).stripTrailingZeros();
    boolean plain = rounded.precision() - rounded.scale() <= 15 && rounded.scale() <= 12;
    return plain ? rounded.toPlainString() : rounded.toString();
  }
}
