package io.millrace.domain.revenue;

import io.millrace.domain.kernel.PolicyFaults;
import java.io.Serializable;

/**
 * How revenue is summed.
 *
 * @param windowMs the size of the tumbling windows; 1 s to a day
 */
public record RevenuePolicy(long windowMs) implements Serializable {
  /** Five minutes. */
  public static final RevenuePolicy DEFAULT = new RevenuePolicy(300_000);

  public RevenuePolicy {
    PolicyFaults.in("product_revenue").between("window_ms", windowMs, 1000, 86_400_000).refuse();
  }
}
