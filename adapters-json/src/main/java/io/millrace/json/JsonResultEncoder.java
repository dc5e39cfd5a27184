package io.millrace.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.domain.anomaly.Score;
import io.millrace.domain.customers.CustomerOrders;
import io.millrace.domain.dashboard.DashboardMinute;
import io.millrace.domain.etl.EnrichedOrder;
import io.millrace.domain.event.Order;
import io.millrace.domain.fulfillment.Allocation;
import io.millrace.domain.fulfillment.Fulfillment;
import io.millrace.domain.kernel.UtcTime;
import io.millrace.domain.latency.EndpointLatency;
import io.millrace.domain.money.Money;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.LateEvent;
import io.millrace.domain.result.Measure;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Result;
import io.millrace.domain.result.Source;
import io.millrace.domain.revenue.ProductRevenue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes results as JSON, fields in the order of the documentation. For use by one thread. */
final class JsonResultEncoder implements ResultEncoder {
  // Schubfach on every JDK: Double.toString of JDK 17 sometimes writes a digit too many.
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

  @Override
  public byte[] encode(Result result) {
    bytes.reset();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      write(result, out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot encode " + result, e);
    }
    return bytes.toByteArray();
  }

  private static void write(Result result, JsonGenerator out) throws IOException {
    if (result instanceof EnrichedOrder order) {
      enrichedOrder(order, out);
    } else if (result instanceof CustomerOrders orders) {
      customerOrders(orders, out);
    } else if (result instanceof ProductRevenue revenue) {
      productRevenue(revenue, out);
    } else if (result instanceof EndpointLatency latency) {
      endpointLatency(latency, out);
    } else if (result instanceof Fulfillment fulfillment) {
      fulfillment(fulfillment, out);
    } else if (result instanceof Score score) {
      score(score, out);
    } else if (result instanceof DashboardMinute minute) {
      dashboardMinute(minute, out);
    } else if (result instanceof Alert alert) {
      alert(alert, out);
    } else if (result instanceof Rejection rejection) {
      rejection(rejection, out);
    } else if (result instanceof LateEvent late) {
      late(late, out);
    } else {
      throw new IllegalArgumentException("no format for " + result);
    }
  }

  private static void alert(Alert alert, JsonGenerator out) throws IOException {
    out.writeStringField("alert_id", alert.alertId());
    out.writeStringField("rule", alert.rule());
    out.writeStringField("rule_version", alert.ruleVersion());
    out.writeStringField("key", alert.key());
    out.writeStringField("severity", alert.severity().name());
    time(out, "event_time", alert.eventTimeMs());
    time(out, "window_start", alert.windowStartMs());
    out.writeArrayFieldStart("evidence");
    for (String id : alert.evidence()) {
      out.writeString(id);
    }
    out.writeEndArray();
    measure(out, "observed", alert.observed());
    measure(out, "threshold", alert.threshold());
    out.writeStringField("explanation", alert.explanation());
  }

  private static void customerOrders(CustomerOrders orders, JsonGenerator out) throws IOException {
    out.writeStringField("customer_id", orders.customerId());
    out.writeNumberField("orders", orders.orders());
    time(out, "event_time", orders.eventTimeMs());
    out.writeStringField("event_id", orders.eventId());
  }

  private static void productRevenue(ProductRevenue revenue, JsonGenerator out) throws IOException {
    out.writeStringField("product_id", revenue.productId());
    out.writeStringField("currency", revenue.revenue().currency().code());
    window(out, revenue.windowStartMs(), revenue.windowEndMs());
    out.writeStringField("revenue", revenue.revenue().format());
    out.writeNumberField("orders", revenue.orders());
    out.writeNumberField("units", revenue.units());
  }

  private static void endpointLatency(EndpointLatency latency, JsonGenerator out)
      throws IOException {
    out.writeStringField("endpoint_id", latency.endpointId());
    window(out, latency.windowStartMs(), latency.windowEndMs());
    out.writeNumberField("requests", latency.requests());
    out.writeNumberField("mean_ms", latency.meanMs());
    out.writeNumberField("p50_ms", latency.p50Ms());
    out.writeNumberField("p95_ms", latency.p95Ms());
    out.writeNumberField("p99_ms", latency.p99Ms());
    out.writeNumberField("max_ms", latency.maxMs());
  }

  private static void dashboardMinute(DashboardMinute minute, JsonGenerator out)
      throws IOException {
    window(out, minute.windowStartMs(), minute.windowEndMs());
    out.writeObjectFieldStart("revenue");
    for (Money money : minute.revenue()) {
      out.writeStringField(money.currency().code(), money.format());
    }
    out.writeEndObject();
    out.writeNumberField("orders", minute.orders());
    out.writeNumberField("active_users", minute.activeUsers());
    out.writeNumberField("requests", minute.requests());
    out.writeNumberField("errors", minute.errors());
    out.writeNumberField("error_rate", minute.errorRate());
  }

  private static void fulfillment(Fulfillment fulfillment, JsonGenerator out) throws IOException {
    out.writeStringField("order_id", fulfillment.orderId());
    out.writeStringField("event_id", fulfillment.eventId());
    out.writeStringField("product_id", fulfillment.productId());
    out.writeStringField("outcome", fulfillment.outcome().name());
    out.writeNumberField("requested", fulfillment.requested());
    out.writeNumberField("allocated", fulfillment.allocated());
    out.writeArrayFieldStart("allocations");
    for (Allocation allocation : fulfillment.allocations()) {
      out.writeStartObject();
      out.writeStringField("event_id", allocation.eventId());
      out.writeStringField("warehouse_id", allocation.warehouseId());
      out.writeNumberField("quantity", allocation.quantity());
      out.writeEndObject();
    }
    out.writeEndArray();
    time(out, "decided_at", fulfillment.decidedAtMs());
  }

  private static void enrichedOrder(EnrichedOrder enriched, JsonGenerator out) throws IOException {
    Order order = enriched.order();
    out.writeStringField("event_id", order.eventId());
    out.writeStringField("order_id", order.orderId());
    out.writeStringField("customer_id", order.customerId());
    out.writeStringField("product_id", order.productId());
    out.writeNumberField("quantity", order.quantity());
    out.writeStringField("amount", order.amount().format());
    out.writeStringField("currency", order.amount().currency().code());
    out.writeStringField("status", order.status().name());
    out.writeBooleanField("test", order.test());
    time(out, "event_time", order.eventTimeMs());
    out.writeStringField("product_name", enriched.productName());
    out.writeStringField("category", enriched.category());
    out.writeStringField("revenue_tier", enriched.revenueTier().name());
  }

  private static void score(Score score, JsonGenerator out) throws IOException {
    out.writeStringField("series_id", score.seriesId());
    time(out, "event_time", score.eventTimeMs());
    out.writeNumberField("value", score.value());
    out.writeNumberField("score", score.score());
    out.writeNumberField("expected", score.expected());
    out.writeNumberField("deviation", score.deviation());
  }

  private static void rejection(Rejection rejection, JsonGenerator out) throws IOException {
    out.writeStringField("stream", rejection.stream().id());
    out.writeStringField("reason", rejection.reason().name());
    String field = rejection.field();
    if (field != null) {
      out.writeStringField("field", field);
    }
    out.writeStringField("detail", rejection.detail());
    byte[] raw = rejection.raw().content();
    if (Utf8.isValid(raw)) {
      out.writeStringField("raw", new String(raw, StandardCharsets.UTF_8));
    } else {
      out.writeBinaryField("raw_base64", raw);
    }
    out.writeObjectFieldStart("source");
    source(rejection.source(), out);
    out.writeEndObject();
  }

  private static void source(Source source, JsonGenerator out) throws IOException {
    if (source instanceof Source.FileLine line) {
      out.writeStringField("file", line.file());
      out.writeNumberField("line", line.line());
    } else if (source instanceof Source.ShardRecord record) {
      out.writeStringField("shard", record.shard());
      out.writeStringField("sequence_number", record.sequenceNumber());
    } else if (source instanceof Source.PartitionRecord record) {
      out.writeNumberField("partition", record.partition());
      out.writeNumberField("offset", record.offset());
    }
  }

  private static void late(LateEvent late, JsonGenerator out) throws IOException {
    out.writeStringField("stream", late.stream().id());
    time(out, "event_time", late.eventTimeMs());
    time(out, "watermark", late.watermarkMs());
    out.writeFieldName("event");
    out.writeRawValue(onOneLine(late.event().content()));
  }

  /** The bytes of valid JSON, in which line ends can only stand between tokens. */
  private static String onOneLine(byte[] json) {
    return new String(json, StandardCharsets.UTF_8).replace('\n', ' ').replace('\r', ' ').strip();
  }

  private static void measure(JsonGenerator out, String field, Measure measure) throws IOException {
    if (measure instanceof Measure.Millis millis) {
      out.writeNumberField(field, millis.value());
    } else if (measure instanceof Measure.Amount amount) {
      out.writeStringField(field, amount.value().format());
    } else if (measure instanceof Measure.Real real) {
      out.writeNumberField(field, real.value());
    }
  }

  private static void window(JsonGenerator out, long startMs, long endMs) throws IOException {
    time(out, "window_start", startMs);
    time(out, "window_end", endMs);
  }

  private static void time(JsonGenerator out, String field, long ms) throws IOException {
    out.writeStringField(field, UtcTime.format(ms));
  }
}
