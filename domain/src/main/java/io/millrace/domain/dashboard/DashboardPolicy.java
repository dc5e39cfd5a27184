package io.millrace.domain.dashboard;

import io.millrace.domain.kernel.PolicyFaults;
import io.millrace.domain.policy.PolicySection;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.io.Serializable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the dashboard is summed up.
 *
 * @param windowMs the size of the tumbling windows; 1 s to an hour
 * @param exactUsers up to this many active users a window are counted exactly, more are estimated;
 *     0 to 1,000,000
 */
public record DashboardPolicy(long windowMs, int exactUsers) implements Serializable {
  /** A minute, exact up to 10,000 users. */
  public static final DashboardPolicy DEFAULT = new DashboardPolicy(60_000, 10_000);

  /** Section {@code dashboard_minutes}. */
  public static final PolicySection<DashboardPolicy> SECTION =
      PolicySection.of(
          DEFAULT,
          Schema.<DashboardPolicy>of(
              "dashboard_minutes",
              (policy, out) -> out.whole(policy.windowMs).integer(policy.exactUsers),
              in -> new DashboardPolicy(in.whole(), in.integer()),
              Field.whole("window_ms"),
              Field.integer("exact_users")));

  public DashboardPolicy {
    PolicyFaults.in("dashboard_minutes")
        .between("window_ms", windowMs, 1000, 3_600_000)
        .between("exact_users", exactUsers, 0, 1_000_000)
        .refuse();
  }

  /** The sizes that a tally is cut by; see {@link io.millrace.domain.kernel.Windowed}. */
  SortedMap<String, Long> sizes() {
    return new TreeMap<>(Map.of("dashboard_minutes.window_ms", windowMs));
  }
}
