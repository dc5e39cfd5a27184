package io.millrace.domain.access;

import io.millrace.domain.kernel.PolicyFaults;
import io.millrace.domain.policy.PolicySection;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.io.Serializable;

/**
 * Which windows of failed logins are told of.
 *
 * @param windowMs the size of the tumbling windows; 1 s to a day
 * @param failures how many failures of a user make a window one; 1 to a million
 */
public record FailedLoginPolicy(long windowMs, int failures) implements Serializable {
  /** Three failures in five minutes. */
  public static final FailedLoginPolicy DEFAULT = new FailedLoginPolicy(300_000, 3);

  /** Section {@code failed_logins}. */
  public static final PolicySection<FailedLoginPolicy> SECTION =
      PolicySection.of(
          DEFAULT,
          Schema.<FailedLoginPolicy>of(
              "failed_logins",
              (policy, out) -> out.whole(policy.windowMs).integer(policy.failures),
              in -> new FailedLoginPolicy(in.whole(), in.integer()),
              Field.whole("window_ms"),
              Field.integer("failures")));

  public FailedLoginPolicy {
    PolicyFaults.in("failed_logins")
        .between("window_ms", windowMs, 1000, 86_400_000)
        .between("failures", failures, 1, 1_000_000)
        .refuse();
  }
}
