package io.millrace.application.queries;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Revenue of products summed over windows, none of which should overlap. */
public final class RevenueTotals {
  private static final Comparator<Total> BIGGEST_FIRST =
      Comparator.comparing(Total::currency)
          .thenComparing(Comparator.comparing(Total::revenue).reversed())
          .thenComparing(Total::productId);

  private final Map<Key, Total> totals = new HashMap<>();

  /** The ends of windows by their starts. */
  private final TreeMap<Long, Long> ends = new TreeMap<>();

  private boolean overlaps;

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
  public void add(long startMs, long endMs, Total window) {
    totals.merge(new Key(window.productId(), window.currency()), window, Total::plus);
    Long same = ends.put(startMs, endMs);
    Map.Entry<Long, Long> before = ends.lowerEntry(startMs);
    Long after = ends.higherKey(startMs);
    overlaps |=
        (same != null && same != endMs)
            || (before != null && before.getValue() > startMs)
            || (after != null && after < endMs);
  }

  /** Whether windows overlap, so that a sale may be counted in two of them. */
  public boolean overlaps() {
    return overlaps;
  }

  /** The totals of each currency, in the order of their codes, and in each the biggest first. */
  public List<Total> biggestFirst() {
    return totals.values().stream().sorted(BIGGEST_FIRST).toList();
  }
}
