package io.millrace.domain.fulfillment;

import io.millrace.domain.kernel.PolicyFaults;
import java.io.Serializable;

/**
 * How orders meet inventory.
 *
 * @param withinMs how far apart, at most, an order and an offer may be; 1 ms to a day
 */
public record FulfillmentPolicy(long withinMs) implements Serializable {
  /** Thirty seconds. */
  public static final FulfillmentPolicy DEFAULT = new FulfillmentPolicy(30_000);

  public FulfillmentPolicy {
    PolicyFaults.in("fulfillment").between("within_ms", withinMs, 1, 86_400_000).refuse();
  }
}
