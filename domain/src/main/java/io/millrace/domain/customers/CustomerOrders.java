package io.millrace.domain.customers;

import io.millrace.domain.result.Result;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Role;
import io.millrace.domain.schema.Schema;

/** How many orders of a customer were completed, up to and with this one. */
public record CustomerOrders(String customerId, long orders, long eventTimeMs, String eventId)
    implements Result {
  /** Result {@code customer_orders}. */
  public static final Schema<CustomerOrders> SCHEMA =
      Schema.<CustomerOrders>of(
          "customer_orders",
          (customer, out) ->
              out.text(customer.customerId)
                  .count(customer.orders)
                  .time(customer.eventTimeMs)
                  .text(customer.eventId),
          in -> new CustomerOrders(in.text(), in.count(), in.time(), in.text()),
          Field.text("customer_id").key().as(Role.INDEX),
          Field.count("orders").as(Role.REVISION),
          Field.eventTime(),
          Field.text("event_id"));

  @Override
  public Schema<CustomerOrders> schema() {
    return SCHEMA;
  }
}
