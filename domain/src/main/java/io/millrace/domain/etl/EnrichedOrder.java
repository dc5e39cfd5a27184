package io.millrace.domain.etl;

import io.millrace.domain.event.Order;
import io.millrace.domain.result.Result;
import io.millrace.domain.result.ResultType;

/** A valid order with what the catalogue knows of its product. */
public record EnrichedOrder(
    Order order, String productName, String category, RevenueTier revenueTier) implements Result {
  @Override
  public ResultType type() {
    return ResultType.ENRICHED_ORDERS;
  }
}
