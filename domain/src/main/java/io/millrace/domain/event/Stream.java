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
  /** Reference data: it has no time, and the last record of a product counts. */
  PRODUCTS;

  private final String lowerCase = name().toLowerCase(Locale.ROOT);

  /** The name in files, topics and results: {@code logins}. */
  public String id() {
    return lowerCase;
  }
}
