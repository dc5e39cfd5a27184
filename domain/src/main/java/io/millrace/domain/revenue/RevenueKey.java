package io.millrace.domain.revenue;

import io.millrace.domain.event.Order;
import io.millrace.domain.money.Currency;

/** What revenue is summed by. As text, the three letters of the currency come first. */
public record RevenueKey(Currency currency, String productId) {
  static RevenueKey of(Order order) {
    return new RevenueKey(order.amount().currency(), order.productId());
  }

  /** The key that {@link #toString} wrote. */
  public static RevenueKey parse(String key) {
    return new RevenueKey(Currency.of(key.substring(0, 3)), key.substring(3));
  }

  @Override
  public String toString() {
    return currency.code().concat(productId);
  }
}
