package io.millrace.domain.anomaly;

import io.millrace.domain.kernel.PolicyFaults;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.policy.PolicySection;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldReader;
import io.millrace.domain.schema.FieldWriter;
import io.millrace.domain.schema.Schema;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;

/**
 * What counts as an anomaly.
 *
 * @param detector what a value is held against
 * @param ruleVersion goes into every alert
 * @param falseAlarmsPerWeek how many alerts a series may have, by {@link Detector#EXTREME_VALUE},
 *     in a week in which nothing happens to it; 0.001 to 1000
 * @param history by {@link Detector#Z_SCORE}, how many of the last values of a series are the
 *     baseline; 2 to 10,000
 * @param leastHistory by {@link Detector#Z_SCORE}, with fewer values nothing is anomalous; from 2
 *     to the history
 * @param deviations by {@link Detector#Z_SCORE}, how many standard deviations from the mean is too
 *     far
 * @param calmValues how many values in a row end an incident when they are not anomalous; 1 to
 *     10,000
 * @param forgetAfterMs a series that has had no value for longer starts anew
 * @param scores whether every reading gets a score; asked for by who runs the job, not in a file
 */
public record AnomalyPolicy(
    Detector detector,
    String ruleVersion,
    double falseAlarmsPerWeek,
    int history,
    int leastHistory,
    double deviations,
    int calmValues,
    long forgetAfterMs,
    boolean scores)
    implements Serializable {
  private static final long YEAR_MS = 31_622_400_000L;

  /**
   * One false alarm a week by extreme value theory; and by the z-score three standard deviations
   * from the mean of the last 100 values, of which there are 30.
   */
  public static final AnomalyPolicy DEFAULT =
      new AnomalyPolicy(Detector.EXTREME_VALUE, "1", 1, 100, 30, 3, 5, 7 * 86_400_000L, false);

  private static final Detector[] DETECTORS = Detector.values();

  /** Section {@code anomaly}. */
  public static final PolicySection<AnomalyPolicy> SECTION =
      PolicySection.of(
          DEFAULT,
          Schema.<AnomalyPolicy>of(
              "anomaly",
              AnomalyPolicy::write,
              AnomalyPolicy::read,
              Field.choice("detector", DETECTORS),
              Field.text("rule_version"),
              Field.decimal("false_alarms_per_week"),
              Field.integer("history"),
              Field.integer("least_history"),
              Field.decimal("deviations"),
              Field.integer("calm_values"),
              Field.whole("forget_after_ms")));

  public AnomalyPolicy {
    PolicyFaults.in("anomaly")
        .version(ruleVersion)
        .require(
            falseAlarmsPerWeek >= 0.001 && falseAlarmsPerWeek <= 1000,
            "false_alarms_per_week is "
                + falseAlarmsPerWeek
                + ", must be at least 0.001 and at most 1000")
        .between("history", history, 2, 10_000)
        .between("least_history", leastHistory, 2, Math.max(2, history))
        .require(
            deviations > 0 && deviations <= 1000,
            "deviations is " + deviations + ", must be above 0 and at most 1000")
        .between("calm_values", calmValues, 1, 10_000)
        .between("forget_after_ms", forgetAfterMs, 1000, YEAR_MS)
        .refuse();
  }

  /** The same policy with another detector. */
  public AnomalyPolicy with(Detector other) {
    return with(other, falseAlarmsPerWeek, scores);
  }

  /** The same policy with another alert budget. */
  public AnomalyPolicy withFalseAlarmsPerWeek(double perWeek) {
    return with(detector, perWeek, scores);
  }

  /** The same policy, by which every reading gets a score. */
  public AnomalyPolicy withScores() {
    return with(detector, falseAlarmsPerWeek, true);
  }

  /** The same policies, by which every reading gets a score, or none. */
  public static Policies withScores(Policies policies, boolean asked) {
    AnomalyPolicy by = policies.of(SECTION);
    return policies.with(SECTION, by.with(by.detector, by.falseAlarmsPerWeek, asked));
  }

  private AnomalyPolicy with(Detector by, double perWeek, boolean withScores) {
    return new AnomalyPolicy(
        by,
        ruleVersion,
        perWeek,
        history,
        leastHistory,
        deviations,
        calmValues,
        forgetAfterMs,
        withScores);
  }

  private void write(FieldWriter out) throws IOException {
    out.word(detector)
        .text(ruleVersion)
        .decimal(BigDecimal.valueOf(falseAlarmsPerWeek))
        .integer(history)
        .integer(leastHistory)
        .decimal(BigDecimal.valueOf(deviations))
        .integer(calmValues)
        .whole(forgetAfterMs);
  }

  private static AnomalyPolicy read(FieldReader in) throws IOException {
    return new AnomalyPolicy(
        in.word(DETECTORS),
        in.text(),
        in.decimal().doubleValue(),
        in.integer(),
        in.integer(),
        in.decimal().doubleValue(),
        in.integer(),
        in.whole(),
        false);
  }
}
