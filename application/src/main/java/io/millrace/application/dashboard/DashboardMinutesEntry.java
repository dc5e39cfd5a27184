package io.millrace.application.dashboard;

import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.catalogue.Reads;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.dashboard.Activity;
import io.millrace.domain.dashboard.DashboardPolicy;
import io.millrace.domain.dashboard.MinuteMerging;
import io.millrace.domain.dashboard.MinuteSharing;
import io.millrace.domain.dashboard.ShareOfMinute;
import io.millrace.domain.dashboard.Tally;
import io.millrace.domain.event.Login;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.Request;
import io.millrace.domain.event.Stream;

/**
 * The minutes of the dashboard, in two steps: shares that are counted side by side, and a merge.
 */
public final class DashboardMinutesEntry {
  private DashboardMinutesEntry() {}

  private static final DecisionEntry<Tally, ShareOfMinute, ?> MERGE =
      DecisionEntry.named("dashboard-minutes-merge")
          .written(new ShareOfMinuteCodec(), new TallyCodec())
          .decidedBy(DashboardPolicy.SECTION, MinuteMerging::new);

  /** The entry. */
  public static final DecisionEntry<Tally, Activity, ?> ENTRY =
      DecisionEntry.named("dashboard-minutes")
          .written(new ActivityCodec(), new TallyCodec())
          .reads(
              Reads.from(
                  Stream.ORDERS,
                  Order.class,
                  order -> Activity.shareOf(order.eventId()),
                  Activity::of))
          .reads(
              Reads.from(
                  Stream.LOGINS,
                  Login.class,
                  login -> Activity.shareOf(login.eventId()),
                  Activity::of))
          .reads(
              Reads.from(
                  Stream.REQUESTS,
                  Request.class,
                  request -> Activity.shareOf(request.eventId()),
                  Activity::of))
          .mergedBy(MERGE)
          .remembersBy("dashboard_minutes.exact_users and window_ms")
          .makes(ResultType.DASHBOARD_MINUTES)
          .decidedBy(DashboardPolicy.SECTION, MinuteSharing::new);
}
