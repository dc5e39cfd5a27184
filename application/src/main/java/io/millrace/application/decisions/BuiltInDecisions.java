package io.millrace.application.decisions;

import io.millrace.application.access.BruteForceLogin;
import io.millrace.application.access.FailedLoginWindows;
import io.millrace.application.anomaly.Anomaly;
import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.catalogue.DecisionModule;
import io.millrace.application.customers.CustomerOrdersCount;
import io.millrace.application.dashboard.DashboardMinutes;
import io.millrace.application.etl.Enrichment;
import io.millrace.application.fraud.CardTesting;
import io.millrace.application.fulfillment.FulfillmentOfOrders;
import io.millrace.application.latency.LatencyOfEndpoints;
import io.millrace.application.revenue.RevenueOfProducts;
import java.util.List;

/** The decisions that Millrace brings. */
public final class BuiltInDecisions implements DecisionModule {
  private static final long serialVersionUID = 1;

  @Override
  public List<DecisionEntry<?, ?, ?>> decisions() {
    return List.of(
        BruteForceLogin.ENTRY,
        CardTesting.ENTRY,
        CustomerOrdersCount.ENTRY,
        RevenueOfProducts.ENTRY,
        LatencyOfEndpoints.ENTRY,
        DashboardMinutes.ENTRY,
        Anomaly.ENTRY,
        FulfillmentOfOrders.ENTRY,
        Enrichment.ENTRY,
        FailedLoginWindows.ENTRY);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BuiltInDecisions;
  }

  @Override
  public int hashCode() {
    return 1;
  }
}
