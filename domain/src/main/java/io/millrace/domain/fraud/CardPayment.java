package io.millrace.domain.fraud;

import io.millrace.domain.event.Payment;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.money.Money;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;

/** What the detection needs of a payment. */
public record CardPayment(long eventTimeMs, String eventId, Money amount) implements Event {
  /** What an engine keeps of it. */
  public static final Schema<CardPayment> SCHEMA =
      Schema.<CardPayment>of(
          "card_payments",
          (payment, out) ->
              out.time(payment.eventTimeMs).text(payment.eventId).money(payment.amount),
          in -> new CardPayment(in.time(), in.text(), in.money()),
          Field.eventTime(),
          Field.text("event_id").id(),
          Field.amount("amount"),
          Field.currency());

  /** Projects a payment. */
  public static CardPayment of(Payment payment) {
    return new CardPayment(payment.eventTimeMs(), payment.eventId(), payment.amount());
  }
}
