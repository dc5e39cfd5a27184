package io.millrace.domain.event;

import io.millrace.domain.money.Money;

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
  @Override
  public Stream stream() {
    return Stream.ORDERS;
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
}
