package io.millrace.domain.dashboard;

import io.millrace.domain.money.Money;
import io.millrace.domain.result.Result;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Role;
import io.millrace.domain.schema.Schema;
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
  /** Result {@code dashboard_minutes}. */
  public static final Schema<DashboardMinute> SCHEMA =
      Schema.<DashboardMinute>of(
          "dashboard_minutes",
          (minute, out) ->
              out.time(minute.windowStartMs)
                  .time(minute.windowEndMs)
                  .amounts(minute.revenue)
                  .count(minute.orders)
                  .count(minute.activeUsers)
                  .count(minute.requests)
                  .count(minute.errors)
                  .real(minute.errorRate),
          in ->
              new DashboardMinute(
                  in.time(),
                  in.time(),
                  in.amounts(),
                  in.count(),
                  in.count(),
                  in.count(),
                  in.count(),
                  in.real()),
          Field.time("window_start").as(Role.INDEX),
          Field.time("window_end"),
          Field.amounts("revenue"),
          Field.count("orders").as(Role.REVISION),
          Field.count("active_users").as(Role.REVISION),
          Field.count("requests").as(Role.REVISION),
          Field.count("errors"),
          Field.real("error_rate"));

  @Override
  public Schema<DashboardMinute> schema() {
    return SCHEMA;
  }
}
