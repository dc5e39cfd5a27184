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
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A kind of result: one file, table or stream. Two of the same name are the same. */
public final class ResultType implements Serializable {
  private static final long serialVersionUID = 1;

  public static final ResultType ALERTS = of(Alert.SCHEMA);
  public static final ResultType CUSTOMER_ORDERS = of(CustomerOrders.SCHEMA);
  public static final ResultType PRODUCT_REVENUE = of(ProductRevenue.SCHEMA);
  public static final ResultType ENDPOINT_LATENCY = of(EndpointLatency.SCHEMA);
  public static final ResultType DASHBOARD_MINUTES = of(DashboardMinute.SCHEMA);
  public static final ResultType FULFILLMENTS = of(Fulfillment.SCHEMA);
  public static final ResultType ENRICHED_ORDERS = of(EnrichedOrder.SCHEMA);
  public static final ResultType SCORES = of(Score.SCHEMA);
  public static final ResultType REJECTIONS = of(Rejection.SCHEMA);
  public static final ResultType LATE = of(LateEvent.SCHEMA);
  public static final ResultType ALERT_SIGNALS = of(AlertSignal.SCHEMA);
  public static final ResultType FAILED_LOGIN_WINDOWS = of(FailedLoginWindow.SCHEMA);
  public static final ResultType INCIDENTS = of(Incident.SCHEMA);

  private static final Map<Schema<?>, ResultType> BY_SCHEMA = new ConcurrentHashMap<>();

  private final Schema<? extends Result> schema;
  private final List<Field> foundBy;

  private ResultType(Schema<? extends Result> schema) {
    this.schema = schema;
    foundBy = schema.fields().stream().filter(Field::isFoundBy).toList();
  }

  /** The kind of results that look so, under the name of their schema. */
  public static ResultType of(Schema<? extends Result> schema) {
    return new ResultType(schema);
  }

  /** The kind of a result. */
  @SuppressWarnings("unchecked") // a result tells the schema of results
  public static ResultType of(Result result) {
    return BY_SCHEMA.computeIfAbsent(
        result.schema(), schema -> new ResultType((Schema<? extends Result>) schema));
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

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof ResultType that && id().equals(that.id()));
  }

  @Override
  public int hashCode() {
    return id().hashCode();
  }

  @Override
  public String toString() {
    return id();
  }
}
