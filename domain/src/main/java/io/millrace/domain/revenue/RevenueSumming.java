package io.millrace.domain.revenue;

import io.millrace.domain.event.Order;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.kernel.Windowed;
import io.millrace.domain.kernel.Windows;
import io.millrace.domain.money.Money;
import io.millrace.domain.result.Result;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums what a product earns in a currency, window by window. */
public final class RevenueSumming implements StateMachine<RevenueWindow, Sale, Result>, Windowed {
  private final long windowMs;

  /** Sums by the given policy. */
  public RevenueSumming(RevenuePolicy policy) {
    this.windowMs = policy.windowMs();
  }

  /** The key that an order counts under. */
  public static String keyOf(Order order) {
    return RevenueKey.of(order).toString();
  }

  @Override
  public SortedMap<String, Long> sizes() {
    return new TreeMap<>(Map.of("product_revenue.window_ms", windowMs));
  }

  @Override
  public RevenueWindow initial() {
    return RevenueWindow.NONE;
  }

  @Override
  public RevenueWindow onEvent(
      String key, RevenueWindow open, Sale sale, Outbox<? super Result> out) {
    if (!sale.completed()) {
      return open;
    }
    RevenueWindow window =
        open == RevenueWindow.NONE
            ? new RevenueWindow(
                Windows.startOf(sale.eventTimeMs(), windowMs), BigDecimal.ZERO, 0, 0)
            : open;
    return window.plus(sale);
  }

  @Override
  public long deadline(RevenueWindow open) {
    return open == RevenueWindow.NONE ? NEVER : open.startMs() + windowMs - 1;
  }

  @Override
  public RevenueWindow onDeadline(String key, RevenueWindow full, Outbox<? super Result> out) {
    RevenueKey of = RevenueKey.parse(key);
    out.emit(
        new ProductRevenue(
            of.productId(),
            full.startMs(),
            full.startMs() + windowMs,
            new Money(full.revenue(), of.currency()),
            full.orders(),
            full.units()));
    return RevenueWindow.NONE;
  }
}
