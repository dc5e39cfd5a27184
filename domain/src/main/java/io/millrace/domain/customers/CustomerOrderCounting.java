package io.millrace.domain.customers;

import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.result.Result;

/** Counts the completed orders of a customer. Remembers for ever: eight bytes a customer. */
public final class CustomerOrderCounting implements StateMachine<OrderCount, OrderSeen, Result> {
  @Override
  public OrderCount initial() {
    return OrderCount.NONE;
  }

  @Override
  public OrderCount onEvent(
      String customerId, OrderCount count, OrderSeen order, Outbox<? super Result> out) {
    if (!order.completed()) {
      return count;
    }
    OrderCount next = new OrderCount(count.orders() + 1);
    out.emit(new CustomerOrders(customerId, next.orders(), order.eventTimeMs(), order.eventId()));
    return next;
  }

  @Override
  public long deadline(OrderCount count) {
    return NEVER;
  }

  @Override
  public OrderCount onDeadline(String customerId, OrderCount count, Outbox<? super Result> out) {
    throw new IllegalStateException("a count has no deadline: " + count);
  }
}
