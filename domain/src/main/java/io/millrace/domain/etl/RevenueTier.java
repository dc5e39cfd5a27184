package io.millrace.domain.etl;

/** The size of an order's amount. */
public enum RevenueTier {
  BRONZE,
  SILVER,
  GOLD,
  PLATINUM
}
