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
 * @param ruleVersion goes into every alert
 * @param history how many of the last values of a series are the baseline; 2 to 10,000
 * @param leastHistory with fewer values nothing is anomalous; from 2 to the history
 * @param deviations how many standard deviations from the mean is too far
 * @param calmValues how many values in a row end an episode when they are not anomalous; 1 to
 *     10,000
 * @param forgetAfterMs a series that has had no value for longer starts anew
 * @param scores whether every reading gets a score; asked for by who runs the job, not in a file
 */
public record AnomalyPolicy(
    String ruleVersion,
    int history,
    int leastHistory,
    double deviations,
    int calmValues,
    long forgetAfterMs,
    boolean scores)
    implements Serializable {
  private static final long YEAR_MS = 31_622_400_000L;

  /** Three standard deviations from the mean of the last 100 values, of which there are 30. */
  public static final AnomalyPolicy DEFAULT =
      new AnomalyPolicy("1", 100, 30, 3, 5, 7 * 86_400_000L);

  /** How anomalies are found. */
  private enum Detector {
    Z_SCORE
  }

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
              Field.integer("history"),
              Field.integer("least_history"),
              Field.decimal("deviations"),
              Field.integer("calm_values"),
              Field.whole("forget_after_ms")));

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

  /** A policy without scores. */
  public AnomalyPolicy(
      String ruleVersion,
      int history,
      int leastHistory,
      double deviations,
      int calmValues,
      long forgetAfterMs) {
    this(ruleVersion, history, leastHistory, deviations, calmValues, forgetAfterMs, false);
  }

  /** The same policies, by which every reading gets a score, or none. */
  public static Policies withScores(Policies policies, boolean asked) {
    AnomalyPolicy by = policies.of(SECTION);
    return policies.with(
        SECTION,
        new AnomalyPolicy(
            by.ruleVersion,
            by.history,
            by.leastHistory,
            by.deviations,
            by.calmValues,
            by.forgetAfterMs,
            asked));
  }

  private void write(FieldWriter out) throws IOException {
    out.word(Detector.Z_SCORE)
        .text(ruleVersion)
        .integer(history)
        .integer(leastHistory)
        .decimal(BigDecimal.valueOf(deviations))
        .integer(calmValues)
        .whole(forgetAfterMs);
  }

  private static AnomalyPolicy read(FieldReader in) throws IOException {
    Detector unused = in.word(DETECTORS);
    return new AnomalyPolicy(
        in.text(),
        in.integer(),
        in.integer(),
        in.decimal().doubleValue(),
        in.integer(),
        in.whole());
  }
}
