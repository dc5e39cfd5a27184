package io.millrace.domain.anomaly;

import io.millrace.domain.kernel.PolicyFaults;
import java.io.Serializable;

/**
 * What counts as an anomaly.
 *
 * @param ruleVersion goes into every alert
 * @param history how many of the last values of a series are the baseline; 2 to 10,000
 * @param leastHistory with fewer values nothing is anomalous; from 2 to the history
 * @param deviations how many standard deviations from the mean is too far
 * @param calmValues how many values in a row end an episode when they are not anomalous; 1 to
 *     10,000
 * @param forgetAfterMs a series that has had no value for longer starts anew
 */
public record AnomalyPolicy(
    String ruleVersion,
    int history,
    int leastHistory,
    double deviations,
    int calmValues,
    long forgetAfterMs)
    implements Serializable {
  private static final long YEAR_MS = 31_622_400_000L;

  /** Three standard deviations from the mean of the last 100 values, of which there are 30. */
  public static final AnomalyPolicy DEFAULT =
      new AnomalyPolicy("1", 100, 30, 3, 5, 7 * 86_400_000L);

  public AnomalyPolicy {
    PolicyFaults.in("anomaly")
        .version(ruleVersion)
        .between("history", history, 2, 10_000)
        .between("least_history", leastHistory, 2, Math.max(2, history))
        .require(
            deviations > 0 && deviations <= 1000,
            "deviations is " + deviations + ", must be above 0 and at most 1000")
        .between("calm_values", calmValues, 1, 10_000)
        .between("forget_after_ms", forgetAfterMs, 1000, YEAR_MS)
        .refuse();
  }
}
