package io.millrace.application.queries;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Revenue of products summed over windows. */
public final class RevenueTotals {
  private static final Comparator<Total> BIGGEST_FIRST =
      Comparator.comparing(Total::currency)
          .thenComparing(Comparator.comparing(Total::revenue).reversed())
          .thenComparing(Total::productId);

  private final Map<Key, Total> totals = new HashMap<>();

  private record Key(String productId, String currency) {}

  /** The revenue of a product in one currency. */
  public record Total(
      String productId, String currency, BigDecimal revenue, long orders, long units) {
    private Total plus(Total other) {
      return new Total(
          productId,
          currency,
          revenue.add(other.revenue),
          orders + other.orders,
          units + other.units);
    }
  }

  /** Adds what a product earned in one window. */
  public void add(Total window) {
    totals.merge(new Key(window.productId(), window.currency()), window, Total::plus);
  }

  /** The totals of each currency, in the order of their codes, and in each the biggest first. */
  public List<Total> biggestFirst() {
    return totals.values().stream().sorted(BIGGEST_FIRST).toList();
  }
}
