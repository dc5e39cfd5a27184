package com.example.refunds;

import io.millrace.domain.kernel.PolicyFaults;
import io.millrace.domain.policy.PolicySection;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.io.Serializable;

// begin policy
/**
 * How many refunds are too many.
 *
 * @param ruleVersion goes into every alert
 * @param allowed so many refunds of a customer are usual; 1 to 100
 * @param withinMs the first of too many comes less than this before the last; 1 s to 30 days
 */
public record RefundPolicy(String ruleVersion, int allowed, long withinMs) implements Serializable {
  private static final long DAY_MS = 86_400_000;

  /** More than three in 24 hours. */
  static final RefundPolicy DEFAULT = new RefundPolicy("1", 3, DAY_MS);

  /** Section refund_abuse of a policy file. */
  static final PolicySection<RefundPolicy> SECTION =
      PolicySection.of(
          DEFAULT,
          Schema.<RefundPolicy>of(
              "refund_abuse",
              (policy, out) ->
                  out.text(policy.ruleVersion).integer(policy.allowed).whole(policy.withinMs),
              in -> new RefundPolicy(in.text(), in.integer(), in.whole()),
              Field.text("rule_version"),
              Field.integer("allowed"),
              Field.whole("within_ms")));

  public RefundPolicy {
    PolicyFaults.in("refund_abuse")
        .version(ruleVersion)
        .between("allowed", allowed, 1, 100)
        .between("within_ms", withinMs, 1000, 30 * DAY_MS)
        .refuse();
  }
}
// end policy
