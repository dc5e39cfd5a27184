package io.millrace.application.wire;

import io.millrace.domain.access.FailedLoginWindow;
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
import io.millrace.domain.result.ResultType;
import io.millrace.domain.revenue.ProductRevenue;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the records of each kind of result look like. */
public final class ResultSchemas {
  private static final List<Schema<? extends Result>> ALL =
      List.of(
          Alert.SCHEMA,
          CustomerOrders.SCHEMA,
          ProductRevenue.SCHEMA,
          EndpointLatency.SCHEMA,
          DashboardMinute.SCHEMA,
          Fulfillment.SCHEMA,
          EnrichedOrder.SCHEMA,
          Score.SCHEMA,
          Rejection.SCHEMA,
          LateEvent.SCHEMA,
          AlertSignal.SCHEMA,
          FailedLoginWindow.SCHEMA);

  private static final Map<ResultType, List<Field>> FOUND_BY = new EnumMap<>(ResultType.class);

  static {
    for (ResultType type : ResultType.values()) {
      FOUND_BY.put(type, of(type).fields().stream().filter(Field::isFoundBy).toList());
    }
  }

  private ResultSchemas() {}

  /** The schema of a kind of result. */
  public static Schema<? extends Result> of(ResultType type) {
    return ALL.stream().filter(schema -> schema.name().equals(type.id())).findFirst().orElseThrow();
  }

  /** The fields that results of a kind are found by, in their order. */
  public static List<Field> foundBy(ResultType type) {
    return Objects.requireNonNull(FOUND_BY.get(type));
  }
}
