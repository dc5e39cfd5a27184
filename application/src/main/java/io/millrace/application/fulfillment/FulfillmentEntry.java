package io.millrace.application.fulfillment;

import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.catalogue.Reads;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.Stock;
import io.millrace.domain.event.Stream;
import io.millrace.domain.fulfillment.FulfillmentPolicy;
import io.millrace.domain.fulfillment.Movement;
import io.millrace.domain.fulfillment.OpenMatches;
import io.millrace.domain.fulfillment.OrderMatching;

/** Orders matched with inventory. */
public final class FulfillmentEntry {
  private FulfillmentEntry() {}

  /** The entry. */
  public static final DecisionEntry<OpenMatches, Movement, ?> ENTRY =
      DecisionEntry.named("fulfillment")
          .written(new MovementCodec(), new OpenMatchesCodec())
          .reads(Reads.from(Stream.INVENTORY, Stock.class, Stock::productId, Movement.Supply::of))
          .reads(Reads.from(Stream.ORDERS, Order.class, Order::productId, Movement.Demand::of))
          .remembersBy("fulfillment.within_ms")
          .makes(ResultType.FULFILLMENTS)
          .decidedBy(FulfillmentPolicy.SECTION, OrderMatching::new);
}
