package io.millrace.domain.revenue;

import io.millrace.domain.event.Order;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.math.BigDecimal;

/** What the sum needs of an order; one that was not completed counts nothing. */
public record Sale(
    long eventTimeMs, String eventId, BigDecimal amount, int quantity, boolean completed)
    implements Event {
  /** What an engine keeps of it. */
  public static final Schema<Sale> SCHEMA =
      Schema.<Sale>of(
          "sales",
          (sale, out) ->
              out.time(sale.eventTimeMs)
                  .text(sale.eventId)
                  .decimal(sale.amount)
                  .integer(sale.quantity)
                  .flag(sale.completed),
          in -> new Sale(in.time(), in.text(), in.decimal(), in.integer(), in.flag()),
          Field.eventTime(),
          Field.text("event_id").id(),
          Field.decimal("amount"),
          Field.integer("quantity"),
          Field.flag("completed"));

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
