package io.millrace.json;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Payment;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.money.Money;

/** Stream {@code payments}. */
final class PaymentFormat extends EventFormat {
  private final TextField eventId = required(TextField.identifier("event_id"));
  private final TextField cardId = required(TextField.identifier("card_id"));
  private final TextField merchantId = required(TextField.identifier("merchant_id"));
  private final AmountField amount = required(AmountField.notNegative());
  private final CurrencyField currency = required(new CurrencyField());
  private final WordField<Boolean> approved =
      required(
          WordField.<Boolean>exactly("outcome").word("APPROVED", true).word("DECLINED", false));
  private final TextField ipAddress = optional(TextField.identifier("ip_address"));
  private final TextField deviceId = optional(TextField.identifier("device_id"));
  private final TimeField eventTime = required(new TimeField());

  @Override
  StreamEvent event(RawRecord record) {
    return new Payment(
        eventId.value(),
        cardId.value(),
        merchantId.value(),
        new Money(amount.value(), currency.value()),
        approved.value(),
        ipAddress.orNull(),
        deviceId.orNull(),
        eventTime.value());
  }
}
