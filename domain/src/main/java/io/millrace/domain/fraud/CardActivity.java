package io.millrace.domain.fraud;

import io.millrace.domain.money.Currency;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.util.List;

/** The small payments of a card that a large one could still follow, in order. */
public record CardActivity(List<SmallPayment> small) {
  /** What an engine keeps of it. */
  public static final Schema<CardActivity> SCHEMA =
      Schema.<CardActivity>of(
          "card_activity",
          (state, out) -> out.objects(SmallPayment.SCHEMA, state.small),
          in -> new CardActivity(in.objects(SmallPayment.SCHEMA)),
          Field.objects("small", SmallPayment.SCHEMA));

  /** None. */
  public static final CardActivity NONE = new CardActivity(List.of());

  /** One small payment. */
  public record SmallPayment(Currency currency, String eventId, long timeMs) {
    /** Its fields. */
    public static final Schema<SmallPayment> SCHEMA =
        Schema.<SmallPayment>of(
            "small_payments",
            (payment, out) ->
                out.currency(payment.currency).text(payment.eventId).time(payment.timeMs),
            in -> new SmallPayment(in.currency(), in.text(), in.time()),
            Field.currency(),
            Field.text("event_id"),
            Field.time("time"));
  }
}
