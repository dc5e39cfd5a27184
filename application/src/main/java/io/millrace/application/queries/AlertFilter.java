package io.millrace.application.queries;

import io.millrace.domain.access.BruteForceAlerts;
import io.millrace.domain.anomaly.AnomalyDetection;
import io.millrace.domain.fraud.CardTestingAlerts;
import io.millrace.domain.result.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are asked for; null means any.
 *
 * @param rule one of {@link #RULES}
 * @param key the user, card or series that an alert is about
 * @param range of the alerts' event time
 */
public record AlertFilter(
    @Nullable String rule, @Nullable Severity severity, @Nullable String key, TimeRange range) {
  /** The rules that raise alerts. */
  public static final List<String> RULES =
      List.of(
          BruteForceAlerts.ATTACK,
          BruteForceAlerts.TAKEOVER,
          CardTestingAlerts.RULE,
          AnomalyDetection.RULE);

  /** Every alert. */
  public static final AlertFilter ANY = new AlertFilter(null, null, null, TimeRange.ALL);

  public AlertFilter {
    if (rule != null && !RULES.contains(rule)) {
      throw new IllegalArgumentException("no rule raises alerts of the name " + rule);
    }
  }
}
