package io.millrace.domain.dashboard;

import io.millrace.domain.money.Money;
import io.millrace.domain.result.Result;
import io.millrace.domain.result.ResultType;
import java.util.List;

/** The whole shop in a window; revenue by currency in the order of their codes. */
public record DashboardMinute(
    long windowStartMs,
    long windowEndMs,
    List<Money> revenue,
    long orders,
    long activeUsers,
    long requests,
    long errors,
    double errorRate)
    implements Result {
  @Override
  public ResultType type() {
    return ResultType.DASHBOARD_MINUTES;
  }
}
