package io.millrace.domain.revenue;

import java.math.BigDecimal;

/** The sums of the window that is open. */
public record RevenueWindow(long startMs, BigDecimal revenue, long orders, long units) {
  /** No window is open. */
  public static final RevenueWindow NONE = new RevenueWindow(0, BigDecimal.ZERO, 0, 0);

  RevenueWindow plus(Sale sale) {
    return new RevenueWindow(
        startMs, revenue.add(sale.amount()), orders + 1, units + sale.quantity());
  }
}
