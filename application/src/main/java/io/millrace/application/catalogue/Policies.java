package io.millrace.application.catalogue;

import io.millrace.domain.access.BruteForcePolicy;
import io.millrace.domain.access.FailedLoginPolicy;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.dashboard.DashboardPolicy;
import io.millrace.domain.etl.EnrichmentPolicy;
import io.millrace.domain.fraud.CardTestingPolicy;
import io.millrace.domain.fulfillment.FulfillmentPolicy;
import io.millrace.domain.latency.LatencyPolicy;
import io.millrace.domain.revenue.RevenuePolicy;
import java.io.Serializable;

/** Every number that the decisions depend on. */
public record Policies(
    BruteForcePolicy bruteForce,
    CardTestingPolicy cardTesting,
    RevenuePolicy productRevenue,
    LatencyPolicy endpointLatency,
    DashboardPolicy dashboardMinutes,
    AnomalyPolicy anomaly,
    FulfillmentPolicy fulfillment,
    EnrichmentPolicy enrichment,
    FailedLoginPolicy failedLogins,
    OutOfOrderness outOfOrderness,
    AheadOfTime aheadOfTime)
    implements Serializable {
  /** The defaults of all policies. */
  public static final Policies DEFAULT =
      new Policies(
          BruteForcePolicy.DEFAULT,
          CardTestingPolicy.DEFAULT,
          RevenuePolicy.DEFAULT,
          LatencyPolicy.DEFAULT,
          DashboardPolicy.DEFAULT,
          AnomalyPolicy.DEFAULT,
          FulfillmentPolicy.DEFAULT,
          EnrichmentPolicy.DEFAULT,
          FailedLoginPolicy.DEFAULT,
          OutOfOrderness.DEFAULT,
          AheadOfTime.DEFAULT);
}
