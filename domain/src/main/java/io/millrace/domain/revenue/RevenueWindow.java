package io.millrace.domain.revenue;

import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.math.BigDecimal;

/** The sums of the window that is open. */
public record RevenueWindow(long startMs, BigDecimal revenue, long orders, long units) {
  /** What an engine keeps of it. */
  public static final Schema<RevenueWindow> SCHEMA =
      Schema.<RevenueWindow>of(
          "revenue_window",
          (state, out) ->
              out.time(state.startMs).decimal(state.revenue).count(state.orders).whole(state.units),
          in -> new RevenueWindow(in.time(), in.decimal(), in.count(), in.whole()),
          Field.time("start"),
          Field.decimal("revenue"),
          Field.count("orders"),
          Field.whole("units"));

  /** No window is open. */
  public static final RevenueWindow NONE = new RevenueWindow(0, BigDecimal.ZERO, 0, 0);

  RevenueWindow plus(Sale sale) {
    return new RevenueWindow(
        startMs, revenue.add(sale.amount()), orders + 1, units + sale.quantity());
  }
}
