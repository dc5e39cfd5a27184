package io.millrace.domain.revenue;

import io.millrace.domain.money.Money;
import io.millrace.domain.result.Result;
import io.millrace.domain.result.ResultType;

/** What a product earned in a window; start inclusive, end exclusive. */
public record ProductRevenue(
    String productId, long windowStartMs, long windowEndMs, Money revenue, long orders, long units)
    implements Result {
  @Override
  public ResultType type() {
    return ResultType.PRODUCT_REVENUE;
  }
}
