package com.example.refunds;

import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.money.Money;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;

// begin event
/** A customer got money back for an order. */
public record Refund(
    String eventId, String customerId, String orderId, Money amount, long eventTimeMs)
    implements StreamEvent {
  static final Schema<Refund> SCHEMA =
      Schema.<Refund>of(
          "refunds",
          (refund, out) ->
              out.text(refund.eventId)
                  .text(refund.customerId)
                  .text(refund.orderId)
                  .money(refund.amount)
                  .time(refund.eventTimeMs),
          in -> new Refund(in.text(), in.text(), in.text(), in.money(), in.time()),
          Field.identifier("event_id").id(),
          Field.identifier("customer_id").key(),
          Field.identifier("order_id"),
          Field.amountNotNegative("amount"),
          Field.currency(),
          Field.eventTime());

  static final Stream STREAM = Stream.of(SCHEMA);

  @Override
  public Stream stream() {
    return STREAM;
  }
}
// end event
