package io.millrace.domain.event;

import java.util.Locale;

/** The streams that come in. */
public enum Stream {
  LOGINS,
  PAYMENTS,
  ORDERS,
  INVENTORY,
  REQUESTS,
  READINGS,
  /** Reference data, or its changes: of the records of a product, the last counts. */
  PRODUCTS;

  private final String lowerCase = name().toLowerCase(Locale.ROOT);

  /** The name in files, topics and results: {@code logins}. */
  public String id() {
    return lowerCase;
  }
}
