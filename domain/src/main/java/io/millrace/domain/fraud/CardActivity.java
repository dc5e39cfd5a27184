package io.millrace.domain.fraud;

import io.millrace.domain.money.Currency;
import java.util.List;

/** The small payments of a card that a large one could still follow, in order. */
public record CardActivity(List<SmallPayment> small) {
  /** None. */
  public static final CardActivity NONE = new CardActivity(List.of());

  /** One small payment. */
  public record SmallPayment(Currency currency, String eventId, long timeMs) {}
}
