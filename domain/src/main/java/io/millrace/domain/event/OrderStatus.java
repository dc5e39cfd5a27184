package io.millrace.domain.event;

/** Where an order stands. */
public enum OrderStatus {
  PLACED,
  COMPLETED,
  CANCELLED
}
