package io.millrace.domain.revenue;

import io.millrace.domain.kernel.PolicyFaults;
import io.millrace.domain.policy.PolicySection;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.io.Serializable;

/**
 * How revenue is summed.
 *
 * @param windowMs the size of the tumbling windows; 1 s to a day
 */
public record RevenuePolicy(long windowMs) implements Serializable {
  /** Five minutes. */
  public static final RevenuePolicy DEFAULT = new RevenuePolicy(300_000);

  /** Section {@code product_revenue}. */
  public static final PolicySection<RevenuePolicy> SECTION =
      PolicySection.of(
          DEFAULT,
          Schema.<RevenuePolicy>of(
              "product_revenue",
              (policy, out) -> out.whole(policy.windowMs),
              in -> new RevenuePolicy(in.whole()),
              Field.whole("window_ms")));

  public RevenuePolicy {
    PolicyFaults.in("product_revenue").between("window_ms", windowMs, 1000, 86_400_000).refuse();
  }
}
