package io.millrace.application.decisions;

import io.millrace.application.access.BruteForceLoginEntry;
import io.millrace.application.access.FailedLoginWindowsEntry;
import io.millrace.application.anomaly.AnomalyEntry;
import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.catalogue.DecisionModule;
import io.millrace.application.customers.CustomerOrdersEntry;
import io.millrace.application.dashboard.DashboardMinutesEntry;
import io.millrace.application.etl.EnrichmentEntry;
import io.millrace.application.fraud.CardTestingEntry;
import io.millrace.application.fulfillment.FulfillmentEntry;
import io.millrace.application.latency.EndpointLatencyEntry;
import io.millrace.application.revenue.ProductRevenueEntry;
import io.millrace.domain.event.Stream;
import java.util.List;

/** The streams and the decisions that Millrace brings: a module like any other. */
public record BuiltInDecisions() implements DecisionModule {
  @Override
  public List<Stream> streams() {
    return Stream.BUILT_IN;
  }

  @Override
  public List<DecisionEntry<?, ?, ?>> decisions() {
    return List.of(
        BruteForceLoginEntry.ENTRY,
        CardTestingEntry.ENTRY,
        CustomerOrdersEntry.ENTRY,
        ProductRevenueEntry.ENTRY,
        EndpointLatencyEntry.ENTRY,
        DashboardMinutesEntry.ENTRY,
        AnomalyEntry.ENTRY,
        FulfillmentEntry.ENTRY,
        EnrichmentEntry.ENTRY,
        FailedLoginWindowsEntry.ENTRY);
  }
}
