package io.millrace.domain.customers;

import io.millrace.domain.result.Result;
import io.millrace.domain.result.ResultType;

/** How many orders of a customer were completed, up to and with this one. */
public record CustomerOrders(String customerId, long orders, long eventTimeMs, String eventId)
    implements Result {
  @Override
  public ResultType type() {
    return ResultType.CUSTOMER_ORDERS;
  }
}
