package io.millrace.application.wire;

import io.millrace.domain.access.FailedLoginWindow;
import io.millrace.domain.anomaly.Incident;
import io.millrace.domain.anomaly.Score;
import io.millrace.domain.customers.CustomerOrders;
import io.millrace.domain.dashboard.DashboardMinute;
import io.millrace.domain.etl.EnrichedOrder;
import io.millrace.domain.fulfillment.Fulfillment;
import io.millrace.domain.latency.EndpointLatency;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertSignal;
import io.millrace.domain.result.LateEvent;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Result;
import io.millrace.domain.revenue.ProductRevenue;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/** The kinds of result, one file, table or stream each. Their order stands in checkpoints. */
@SuppressWarnings("ImmutableEnumChecker") // a schema cannot change
public enum ResultType {
  ALERTS(Alert.SCHEMA),
  CUSTOMER_ORDERS(CustomerOrders.SCHEMA),
  PRODUCT_REVENUE(ProductRevenue.SCHEMA),
  ENDPOINT_LATENCY(EndpointLatency.SCHEMA),
  DASHBOARD_MINUTES(DashboardMinute.SCHEMA),
  FULFILLMENTS(Fulfillment.SCHEMA),
  ENRICHED_ORDERS(EnrichedOrder.SCHEMA),
  SCORES(Score.SCHEMA),
  REJECTIONS(Rejection.SCHEMA),
  LATE(LateEvent.SCHEMA),
  ALERT_SIGNALS(AlertSignal.SCHEMA),
  FAILED_LOGIN_WINDOWS(FailedLoginWindow.SCHEMA),
  INCIDENTS(Incident.SCHEMA);

  private static final IdentityHashMap<Schema<?>, ResultType> BY_SCHEMA = new IdentityHashMap<>();

  static {
    for (ResultType type : values()) {
      BY_SCHEMA.put(type.schema, type);
    }
  }

  private final Schema<? extends Result> schema;
  private final List<Field> foundBy;

  ResultType(Schema<? extends Result> schema) {
    this.schema = schema;
    foundBy = schema.fields().stream().filter(Field::isFoundBy).toList();
  }

  /** The kind of a result. */
  public static ResultType of(Result result) {
    return Objects.requireNonNull(BY_SCHEMA.get(result.schema()));
  }

  /** What the records look like. */
  public Schema<? extends Result> schema() {
    return schema;
  }

  /** The fields that results of this kind are found by, in their order. */
  public List<Field> foundBy() {
    return foundBy;
  }

  /** The name in files, tables and streams: {@code customer_orders}. */
  public String id() {
    return schema.name();
  }
}
