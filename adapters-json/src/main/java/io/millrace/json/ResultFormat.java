package io.millrace.json;

import io.millrace.domain.access.FailedLoginWindow;
import io.millrace.domain.anomaly.Score;
import io.millrace.domain.customers.CustomerOrders;
import io.millrace.domain.dashboard.DashboardMinute;
import io.millrace.domain.etl.EnrichedOrder;
import io.millrace.domain.event.Order;
import io.millrace.domain.fulfillment.Allocation;
import io.millrace.domain.fulfillment.Fulfillment;
import io.millrace.domain.latency.EndpointLatency;
import io.millrace.domain.money.Money;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertSignal;
import io.millrace.domain.revenue.ProductRevenue;
import java.io.IOException;

/** What was decided: the fields of each result, in the contract's order. */
final class ResultFormat {
  private ResultFormat() {}

  static void alert(Alert alert, ResultFields fields) throws IOException {
    fields
        .text("alert_id", alert.alertId())
        .text("rule", alert.rule())
        .text("rule_version", alert.ruleVersion())
        .text("key", alert.key())
        .word("severity", alert.severity())
        .time("event_time", alert.eventTimeMs())
        .time("window_start", alert.windowStartMs())
        .texts("evidence", alert.evidence())
        .measure("observed", alert.observed())
        .measure("threshold", alert.threshold())
        .text("explanation", alert.explanation());
  }

  static void alertSignal(AlertSignal signal, ResultFields fields) throws IOException {
    fields.text("alert_id", signal.alertId()).word("phase", signal.phase());
    Alert alert = signal.alert();
    if (alert != null) {
      fields.begin("alert");
      alert(alert, fields);
      fields.end();
    }
  }

  static void failedLogins(FailedLoginWindow user, ResultFields fields) throws IOException {
    fields
        .text("user_id", user.userId())
        .time("window_start", user.windowStartMs())
        .time("window_end", user.windowEndMs())
        .count("failed_attempts", user.failedAttempts());
  }

  static void customerOrders(CustomerOrders customer, ResultFields fields) throws IOException {
    fields
        .text("customer_id", customer.customerId())
        .count("orders", customer.orders())
        .time("event_time", customer.eventTimeMs())
        .text("event_id", customer.eventId());
  }

  static void productRevenue(ProductRevenue product, ResultFields fields) throws IOException {
    fields
        .text("product_id", product.productId())
        .text("currency", product.revenue().currency().code())
        .time("window_start", product.windowStartMs())
        .time("window_end", product.windowEndMs())
        .amount("revenue", product.revenue())
        .count("orders", product.orders())
        .count("units", product.units());
  }

  static void endpointLatency(EndpointLatency endpoint, ResultFields fields) throws IOException {
    fields
        .text("endpoint_id", endpoint.endpointId())
        .time("window_start", endpoint.windowStartMs())
        .time("window_end", endpoint.windowEndMs())
        .count("requests", endpoint.requests())
        .real("mean_ms", endpoint.meanMs())
        .real("p50_ms", endpoint.p50Ms())
        .real("p95_ms", endpoint.p95Ms())
        .real("p99_ms", endpoint.p99Ms())
        .real("max_ms", endpoint.maxMs());
  }

  static void dashboardMinute(DashboardMinute minute, ResultFields fields) throws IOException {
    fields
        .time("window_start", minute.windowStartMs())
        .time("window_end", minute.windowEndMs())
        .begin("revenue");
    for (Money revenue : minute.revenue()) {
      fields.amount(revenue.currency().code(), revenue);
    }
    fields
        .end()
        .count("orders", minute.orders())
        .count("active_users", minute.activeUsers())
        .count("requests", minute.requests())
        .count("errors", minute.errors())
        .real("error_rate", minute.errorRate());
  }

  static void fulfillment(Fulfillment order, ResultFields fields) throws IOException {
    fields
        .text("order_id", order.orderId())
        .text("event_id", order.eventId())
        .text("product_id", order.productId())
        .word("outcome", order.outcome())
        .count("requested", order.requested())
        .count("allocated", order.allocated())
        .beginArray("allocations");
    for (Allocation allocation : order.allocations()) {
      fields
          .begin()
          .text("event_id", allocation.eventId())
          .text("warehouse_id", allocation.warehouseId())
          .count("quantity", allocation.quantity())
          .end();
    }
    fields.endArray().time("decided_at", order.decidedAtMs());
  }

  static void enrichedOrder(EnrichedOrder enriched, ResultFields fields) throws IOException {
    Order order = enriched.order();
    fields
        .text("event_id", order.eventId())
        .text("order_id", order.orderId())
        .text("customer_id", order.customerId())
        .text("product_id", order.productId())
        .count("quantity", order.quantity())
        .amount("amount", order.amount())
        .text("currency", order.amount().currency().code())
        .word("status", order.status())
        .flag("test", order.test())
        .time("event_time", order.eventTimeMs())
        .text("product_name", enriched.productName())
        .text("category", enriched.category())
        .word("revenue_tier", enriched.revenueTier());
  }

  static void score(Score score, ResultFields fields) throws IOException {
    fields
        .text("series_id", score.seriesId())
        .time("event_time", score.eventTimeMs())
        .real("value", score.value())
        .real("score", score.score())
        .real("expected", score.expected())
        .real("deviation", score.deviation());
  }
}
