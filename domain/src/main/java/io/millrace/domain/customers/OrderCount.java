package io.millrace.domain.customers;

/** How many orders of a customer were completed so far. */
public record OrderCount(long orders) {
  /** None. */
  public static final OrderCount NONE = new OrderCount(0);
}
