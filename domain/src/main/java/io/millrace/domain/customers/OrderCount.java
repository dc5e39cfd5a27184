package io.millrace.domain.customers;

import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;

/** How many orders of a customer were completed so far. */
public record OrderCount(long orders) {
  /** What an engine keeps of it. */
  public static final Schema<OrderCount> SCHEMA =
      Schema.<OrderCount>of(
          "order_count",
          (state, out) -> out.count(state.orders),
          in -> new OrderCount(in.count()),
          Field.count("orders"));

  /** None. */
  public static final OrderCount NONE = new OrderCount(0);
}
