package io.millrace.domain.revenue;

import io.millrace.domain.event.Order;
import io.millrace.domain.kernel.Event;
import java.math.BigDecimal;

/** What the sum needs of an order; one that was not completed counts nothing. */
public record Sale(
    long eventTimeMs, String eventId, BigDecimal amount, int quantity, boolean completed)
    implements Event {
  /** Projects an order. */
  public static Sale of(Order order) {
    return new Sale(
        order.eventTimeMs(),
        order.eventId(),
        order.amount().amount(),
        order.quantity(),
        order.isCompleted());
  }
}
