package io.millrace.domain.access;

import io.millrace.domain.kernel.PolicyFaults;
import io.millrace.domain.policy.PolicySection;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.io.Serializable;

/**
 * What counts as an attack on a login.
 *
 * @param ruleVersion goes into every alert
 * @param failures how many consecutive failures make an attack; 2 to 100
 * @param withinMs the last of them comes less than this after the first
 * @param takeoverWithinMs a success less than this after the last of them is a suspected takeover
 * @param quietMs in {@link Mode#ONCE_PER_EPISODE}, how long no failure may come before the same run
 *     raises an alert again
 * @param mode how often a run raises an alert
 */
public record BruteForcePolicy(
    String ruleVersion, int failures, long withinMs, long takeoverWithinMs, long quietMs, Mode mode)
    implements Serializable {

  /** How often one run of failures raises an alert. */
  public enum Mode {
    /** For every disjoint group of failures that matches. */
    EVERY_MATCH,
    /** For the first group, and again only after a quiet time. */
    ONCE_PER_EPISODE
  }

  private static final long DAY_MS = 86_400_000;

  /** Three failures in less than 60 s, every match. */
  public static final BruteForcePolicy DEFAULT =
      new BruteForcePolicy("1", 3, 60_000, 60_000, 60_000, Mode.EVERY_MATCH);

  private static final Mode[] MODES = Mode.values();

  /** Section {@code brute_force}. */
  public static final PolicySection<BruteForcePolicy> SECTION =
      PolicySection.of(
          DEFAULT,
          Schema.<BruteForcePolicy>of(
              "brute_force",
              (policy, out) ->
                  out.text(policy.ruleVersion)
                      .integer(policy.failures)
                      .whole(policy.withinMs)
                      .whole(policy.takeoverWithinMs)
                      .whole(policy.quietMs)
                      .word(policy.mode),
              in ->
                  new BruteForcePolicy(
                      in.text(), in.integer(), in.whole(), in.whole(), in.whole(), in.word(MODES)),
              Field.text("rule_version"),
              Field.integer("failures"),
              Field.whole("within_ms"),
              Field.whole("takeover_within_ms"),
              Field.whole("quiet_ms"),
              Field.choice("mode", MODES)));

  public BruteForcePolicy {
    PolicyFaults.in("brute_force")
        .version(ruleVersion)
        .between("failures", failures, 2, 100)
        .between("within_ms", withinMs, 1, DAY_MS)
        .between("takeover_within_ms", takeoverWithinMs, 1, DAY_MS)
        .between("quiet_ms", quietMs, 1, DAY_MS)
        .refuse();
  }

  /** How long after a failure its run can still matter. */
  long horizonMs() {
    return Math.max(withinMs, Math.max(takeoverWithinMs, quietMs));
  }
}
