package io.millrace.application.customers;

import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.catalogue.Reads;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.customers.CustomerOrderCounting;
import io.millrace.domain.customers.OrderCount;
import io.millrace.domain.customers.OrderSeen;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.Stream;

/** Running counts of orders. */
public final class CustomerOrdersEntry {
  private CustomerOrdersEntry() {}

  /** The entry. */
  public static final DecisionEntry<OrderCount, OrderSeen, ?> ENTRY =
      DecisionEntry.named("customer-orders")
          .written(OrderSeen.SCHEMA, OrderCount.SCHEMA)
          .reads(Reads.from(Stream.ORDERS, Order.class, Order::customerId, OrderSeen::of))
          .makes(ResultType.CUSTOMER_ORDERS)
          .decidedBy(new CustomerOrderCounting());
}
