package io.millrace.flink.state;

import io.millrace.application.wire.ResultType;
import java.util.List;

/** The kinds of results whose places in this list stand in checkpoints, where others have names. */
public final class FirstTypes {
  /** Never changes. */
  public static final List<ResultType> IN_ORDER =
      List.of(
          ResultType.ALERTS,
          ResultType.CUSTOMER_ORDERS,
          ResultType.PRODUCT_REVENUE,
          ResultType.ENDPOINT_LATENCY,
          ResultType.DASHBOARD_MINUTES,
          ResultType.FULFILLMENTS,
          ResultType.ENRICHED_ORDERS,
          ResultType.SCORES,
          ResultType.REJECTIONS,
          ResultType.LATE,
          ResultType.ALERT_SIGNALS,
          ResultType.FAILED_LOGIN_WINDOWS,
          ResultType.INCIDENTS);

  private FirstTypes() {}
}
