package io.millrace.domain.event;

import io.millrace.domain.money.Money;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import org.jspecify.annotations.Nullable;

/** A card was used to pay; the amount is positive. */
public record Payment(
    String eventId,
    String cardId,
    String merchantId,
    Money amount,
    boolean approved,
    @Nullable String ipAddress,
    @Nullable String deviceId,
    long eventTimeMs)
    implements StreamEvent {
  /** Stream {@code payments}. */
  public static final Schema<Payment> SCHEMA =
      Schema.<Payment>of(
          "payments",
          (payment, out) ->
              out.text(payment.eventId)
                  .text(payment.cardId)
                  .text(payment.merchantId)
                  .money(payment.amount)
                  .flag(payment.approved)
                  .textOrNull(payment.ipAddress)
                  .textOrNull(payment.deviceId)
                  .time(payment.eventTimeMs),
          in ->
              new Payment(
                  in.text(),
                  in.text(),
                  in.text(),
                  in.money(),
                  in.flag(),
                  in.textOrNull(),
                  in.textOrNull(),
                  in.time()),
          Field.identifier("event_id").id(),
          Field.identifier("card_id").key(),
          Field.identifier("merchant_id"),
          Field.amountNotNegative("amount"),
          Field.currency(),
          Field.flag("outcome", "APPROVED", "DECLINED"),
          Field.identifier("ip_address").optional(),
          Field.identifier("device_id").optional(),
          Field.eventTime());

  @Override
  public Stream stream() {
    return Stream.PAYMENTS;
  }
}
