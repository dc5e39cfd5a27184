package io.millrace.domain.fulfillment;

import io.millrace.domain.result.Result;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Role;
import io.millrace.domain.schema.Schema;
import java.util.List;

/** What an order was given. */
public record Fulfillment(
    String orderId,
    String eventId,
    String productId,
    Outcome outcome,
    int requested,
    int allocated,
    List<Allocation> allocations,
    long decidedAtMs)
    implements Result {
  private static final Outcome[] OUTCOMES = Outcome.values();

  /** Result {@code fulfillments}. */
  public static final Schema<Fulfillment> SCHEMA =
      Schema.<Fulfillment>of(
          "fulfillments",
          (order, out) ->
              out.text(order.orderId)
                  .text(order.eventId)
                  .text(order.productId)
                  .word(order.outcome)
                  .integer(order.requested)
                  .integer(order.allocated)
                  .objects(Allocation.SCHEMA, order.allocations)
                  .time(order.decidedAtMs),
          in ->
              new Fulfillment(
                  in.text(),
                  in.text(),
                  in.text(),
                  in.word(OUTCOMES),
                  in.integer(),
                  in.integer(),
                  in.objects(Allocation.SCHEMA),
                  in.time()),
          Field.text("order_id").as(Role.INDEX),
          Field.text("event_id"),
          Field.text("product_id").key(),
          Field.word("outcome", OUTCOMES),
          Field.integer("requested"),
          Field.integer("allocated"),
          Field.objects("allocations", Allocation.SCHEMA),
          Field.time("decided_at").as(Role.TIME).as(Role.INDEX));

  @Override
  public Schema<Fulfillment> schema() {
    return SCHEMA;
  }
}
