package io.millrace.application.decisions;

import io.millrace.domain.event.Login;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.OrderStatus;
import io.millrace.domain.event.Payment;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Reading;
import io.millrace.domain.event.Request;
import io.millrace.domain.event.Stock;
import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The events of the tests, one phrase each. Times count from {@link #START}. */
final class Given {
  /** A full hour. */
  static final long START = Instant.parse("2026-11-23T10:00:00Z").toEpochMilli();

  static final long SECOND = 1000;
  static final long MINUTE = 60 * SECOND;
  static final long DAY = 24 * 60 * MINUTE;

  private Given() {}

  static long at(long ms) {
    return START + ms;
  }

  static Login failure(String id, long timeMs) {
    return new Login(id, "u-1", false, "192.0.2.1", timeMs);
  }

  static Login success(String id, long timeMs) {
    return new Login(id, "u-1", true, "192.0.2.1", timeMs);
  }

  static Login success(String id, String userId, long timeMs) {
    return new Login(id, userId, true, "192.0.2.1", timeMs);
  }

  static Payment payment(String id, String money, long timeMs) {
    return new Payment(id, "c-1", "m-1", money(money), true, null, null, timeMs);
  }

  static Order order(OrderStatus status, String id, int quantity, String money, long timeMs) {
    return new Order(
        id, "order-" + id, "customer-1", "p-1", quantity, money(money), status, false, timeMs);
  }

  static Order completed(String id, int quantity, String money, long timeMs) {
    return order(OrderStatus.COMPLETED, id, quantity, money, timeMs);
  }

  static Order placed(String id, int quantity, long timeMs) {
    return order(OrderStatus.PLACED, id, quantity, "1 EUR", timeMs);
  }

  static Order cancelled(String id, int quantity, String money, long timeMs) {
    return order(OrderStatus.CANCELLED, id, quantity, money, timeMs);
  }

  static Stock offer(String id, int quantity, long timeMs) {
    return new Stock(id, "p-1", "w-1", quantity, timeMs);
  }

  static Request request(String id, double latencyMs, long timeMs) {
    return new Request(id, "e-1", null, latencyMs, 200, timeMs);
  }

  static Request request(String id, @Nullable String userId, int status, long timeMs) {
    return new Request(id, "e-1", userId, 1, status, timeMs);
  }

  static Reading reading(double value, long timeMs) {
    return new Reading("s-1", value, timeMs);
  }

  static Product product(String position, String name, @Nullable String category) {
    return new Product(position, "p-1", name, category);
  }

  /** An amount and a code: {@code 5.00 EUR}. */
  static Money money(String text) {
    int space = text.indexOf(' ');
    return new Money(
        new BigDecimal(text.substring(0, space)), Currency.of(text.substring(space + 1)));
  }
}
