package io.millrace.domain.customers;

import io.millrace.domain.event.Order;
import io.millrace.domain.kernel.Event;

/** What the count needs of an order. */
public record OrderSeen(long eventTimeMs, String eventId, boolean completed) implements Event {
  /** Projects an order. */
  public static OrderSeen of(Order order) {
    return new OrderSeen(order.eventTimeMs(), order.eventId(), order.isCompleted());
  }
}
