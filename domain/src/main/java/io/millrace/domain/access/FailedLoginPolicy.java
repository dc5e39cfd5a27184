package io.millrace.domain.access;

import io.millrace.domain.kernel.PolicyFaults;
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

  public FailedLoginPolicy {
    PolicyFaults.in("failed_logins")
        .between("window_ms", windowMs, 1000, 86_400_000)
        .between("failures", failures, 1, 1_000_000)
        .refuse();
  }
}
