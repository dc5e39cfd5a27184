package io.millrace.flink;

import io.millrace.flink.access.BruteForceCodec;
import io.millrace.flink.anomaly.AnomalyCodec;
import io.millrace.flink.customers.CustomerOrdersCodec;
import io.millrace.flink.dashboard.MinuteMergingCodec;
import io.millrace.flink.dashboard.MinuteSharingCodec;
import io.millrace.flink.etl.EnrichmentCodec;
import io.millrace.flink.fraud.CardTestingCodec;
import io.millrace.flink.fulfillment.FulfillmentCodec;
import io.millrace.flink.latency.LatencyCodec;
import io.millrace.flink.revenue.RevenueCodec;

/** Which codec belongs to which decision of the catalogue. The names stand in every savepoint. */
final class DecisionCodecs {
  private DecisionCodecs() {}

  static DecisionCodec<?, ?> of(String decision) {
    return switch (decision) {
      case "brute-force-login" -> new BruteForceCodec();
      case "card-testing" -> new CardTestingCodec();
      case "customer-orders" -> new CustomerOrdersCodec();
      case "product-revenue" -> new RevenueCodec();
      case "endpoint-latency" -> new LatencyCodec();
      case "dashboard-minutes" -> new MinuteSharingCodec();
      case "dashboard-minutes-merge" -> new MinuteMergingCodec();
      case "anomaly" -> new AnomalyCodec();
      case "fulfillment" -> new FulfillmentCodec();
      case "enrichment" -> new EnrichmentCodec();
      default -> throw new IllegalArgumentException("no codec for decision " + decision);
    };
  }
}
