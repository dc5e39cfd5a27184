package io.millrace.domain.customers;

import io.millrace.domain.event.Order;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;

/** What the count needs of an order. */
public record OrderSeen(long eventTimeMs, String eventId, boolean completed) implements Event {
  /** What an engine keeps of it. */
  public static final Schema<OrderSeen> SCHEMA =
      Schema.<OrderSeen>of(
          "orders_seen",
          (order, out) -> out.time(order.eventTimeMs).text(order.eventId).flag(order.completed),
          in -> new OrderSeen(in.time(), in.text(), in.flag()),
          Field.eventTime(),
          Field.text("event_id").id(),
          Field.flag("completed"));

  /** Projects an order. */
  public static OrderSeen of(Order order) {
    return new OrderSeen(order.eventTimeMs(), order.eventId(), order.isCompleted());
  }
}
