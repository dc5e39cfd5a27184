package io.millrace.domain.fulfillment;

import io.millrace.domain.result.Result;
import io.millrace.domain.result.ResultType;
import java.util.List;

/** What an order was given. */
public record Fulfillment(
    String orderId,
    String eventId,
    String productId,
    Outcome outcome,
    int requested,
    int allocated,
    List<Allocation> allocations,
    long decidedAtMs)
    implements Result {
  @Override
  public ResultType type() {
    return ResultType.FULFILLMENTS;
  }
}
