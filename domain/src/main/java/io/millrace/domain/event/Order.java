package io.millrace.domain.event;

import io.millrace.domain.money.Money;
import io.millrace.domain.schema.Contradiction;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Role;
import io.millrace.domain.schema.Schema;
import org.jspecify.annotations.Nullable;

/** An order's status changed; quantity and amount may be negative only if it was cancelled. */
public record Order(
    String eventId,
    String orderId,
    String customerId,
    String productId,
    int quantity,
    Money amount,
    OrderStatus status,
    boolean test,
    long eventTimeMs)
    implements StreamEvent {
  private static final OrderStatus[] STATUSES = OrderStatus.values();

  /** Stream {@code orders}. Only a cancelled order may have a negative quantity or amount. */
  public static final Schema<Order> SCHEMA =
      Schema.<Order>of(
              "orders",
              (order, out) ->
                  out.text(order.eventId)
                      .text(order.orderId)
                      .text(order.customerId)
                      .text(order.productId)
                      .integer(order.quantity)
                      .money(order.amount)
                      .word(order.status)
                      .flag(order.test)
                      .time(order.eventTimeMs),
              in ->
                  new Order(
                      in.text(),
                      in.text(),
                      in.text(),
                      in.text(),
                      in.integer(),
                      in.money(),
                      in.word(STATUSES),
                      in.flag(),
                      in.time()),
              Field.identifier("event_id").id(),
              Field.identifier("order_id"),
              Field.identifier("customer_id"),
              Field.identifier("product_id").key(),
              Field.integerOtherThanZero("quantity"),
              Field.amount("amount"),
              Field.currency(),
              Field.wordInAnyCase("status", STATUSES),
              Field.flag("test").optional().as(Role.DROPS),
              Field.eventTime())
          .contradictedBy(Order::contradiction);

  @Override
  public Stream stream() {
    return Stream.ORDERS;
  }

  @Override
  public boolean isDropped() {
    return test;
  }

  /** In the enrichment, an order comes after the product records of its time. */
  @Override
  public int rank() {
    return 1;
  }

  /** Whether the order counts in revenue and in the counts of orders. */
  public boolean isCompleted() {
    return status == OrderStatus.COMPLETED;
  }

  private @Nullable Contradiction contradiction() {
    if (status == OrderStatus.CANCELLED) {
      return null;
    }
    if (quantity < 0) {
      return unlessCancelled("quantity", Integer.toString(quantity), "greater than 0");
    }
    return amount.amount().signum() < 0
        ? unlessCancelled("amount", amount.amount().toPlainString(), "0 or more")
        : null;
  }

  private static Contradiction unlessCancelled(String field, String value, String allowed) {
    return new Contradiction(field, value, allowed + " unless status is CANCELLED");
  }
}
