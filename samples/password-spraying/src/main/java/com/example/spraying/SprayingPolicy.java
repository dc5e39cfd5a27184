package com.example.spraying;

import io.millrace.domain.kernel.PolicyFaults;
import io.millrace.domain.policy.PolicySection;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.io.Serializable;

/**
 * What counts as the spraying of passwords.
 *
 * @param ruleVersion goes into every alert
 * @param users so many users who fail from one address make an attack; 2 to 1000
 * @param withinMs the last failure of the first of them comes less than this before that of the
 *     last; 1 s to a day
 * @param quietMs an attack is over when nobody has failed for so long; 1 s to a day
 */
public record SprayingPolicy(String ruleVersion, int users, long withinMs, long quietMs)
    implements Serializable {
  private static final long DAY_MS = 86_400_000;

  /** Ten users within five minutes; over after five quiet minutes. */
  static final SprayingPolicy DEFAULT = new SprayingPolicy("1", 10, 300_000, 300_000);

  /** Section password_spraying of a policy file. */
  static final PolicySection<SprayingPolicy> SECTION =
      PolicySection.of(
          DEFAULT,
          Schema.<SprayingPolicy>of(
              "password_spraying",
              (policy, out) ->
                  out.text(policy.ruleVersion)
                      .integer(policy.users)
                      .whole(policy.withinMs)
                      .whole(policy.quietMs),
              in -> new SprayingPolicy(in.text(), in.integer(), in.whole(), in.whole()),
              Field.text("rule_version"),
              Field.integer("users"),
              Field.whole("within_ms"),
              Field.whole("quiet_ms")));

  public SprayingPolicy {
    PolicyFaults.in("password_spraying")
        .version(ruleVersion)
        .between("users", users, 2, 1000)
        .between("within_ms", withinMs, 1000, DAY_MS)
        .between("quiet_ms", quietMs, 1000, DAY_MS)
        .refuse();
  }
}
