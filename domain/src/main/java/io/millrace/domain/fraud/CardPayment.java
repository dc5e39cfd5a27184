package io.millrace.domain.fraud;

import io.millrace.domain.event.Payment;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.money.Money;

/** What the detection needs of a payment. */
public record CardPayment(long eventTimeMs, String eventId, Money amount) implements Event {
  /** Projects a payment. */
  public static CardPayment of(Payment payment) {
    return new CardPayment(payment.eventTimeMs(), payment.eventId(), payment.amount());
  }
}
