package io.millrace.domain.fulfillment;

import io.millrace.domain.kernel.PolicyFaults;
import io.millrace.domain.policy.PolicySection;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.io.Serializable;

/**
 * How orders meet inventory.
 *
 * @param withinMs how far apart, at most, an order and an offer may be; 1 ms to a day
 */
public record FulfillmentPolicy(long withinMs) implements Serializable {
  /** Thirty seconds. */
  public static final FulfillmentPolicy DEFAULT = new FulfillmentPolicy(30_000);

  /** Section {@code fulfillment}. */
  public static final PolicySection<FulfillmentPolicy> SECTION =
      PolicySection.of(
          DEFAULT,
          Schema.<FulfillmentPolicy>of(
              "fulfillment",
              (policy, out) -> out.whole(policy.withinMs),
              in -> new FulfillmentPolicy(in.whole()),
              Field.whole("within_ms")));

  public FulfillmentPolicy {
    PolicyFaults.in("fulfillment").between("within_ms", withinMs, 1, 86_400_000).refuse();
  }
}
