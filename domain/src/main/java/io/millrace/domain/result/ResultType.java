package io.millrace.domain.result;

import java.util.Locale;

/** The kinds of result, one file, table or stream each. */
public enum ResultType {
  ALERTS,
  CUSTOMER_ORDERS,
  PRODUCT_REVENUE,
  ENDPOINT_LATENCY,
  DASHBOARD_MINUTES,
  FULFILLMENTS,
  ENRICHED_ORDERS,
  SCORES,
  REJECTIONS,
  LATE,
  ALERT_SIGNALS,
  FAILED_LOGIN_WINDOWS;

  private final String lowerCase = name().toLowerCase(Locale.ROOT);

  /** The name in files, tables and streams: {@code customer_orders}. */
  public String id() {
    return lowerCase;
  }
}
