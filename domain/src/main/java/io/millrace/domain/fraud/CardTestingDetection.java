package io.millrace.domain.fraud;

import io.millrace.domain.fraud.CardActivity.SmallPayment;
import io.millrace.domain.kernel.AlertRule;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.money.Currency;
import io.millrace.domain.result.Result;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds cards that are tested: small payments, then a large one in the same currency. A match uses
 * up everything the card did until then, in whatever currency.
 */
public final class CardTestingDetection implements AlertRule<CardActivity, CardPayment, Result> {
  private final CardTestingPolicy policy;
  private final CardTestingAlerts alerts;

  /** A detection by the given policy. */
  public CardTestingDetection(CardTestingPolicy policy) {
    this.policy = policy;
    this.alerts = new CardTestingAlerts(policy);
  }

  @Override
  public CardActivity initial() {
    return CardActivity.NONE;
  }

  @Override
  public CardActivity copy(CardActivity card) {
    return card;
  }

  @Override
  public CardActivity onEvent(
      String cardId, CardActivity card, CardPayment payment, Outbox<? super Result> out) {
    if (policy.isSmall(payment.amount())) {
      return withSmall(card, payment);
    }
    if (policy.isLarge(payment.amount())) {
      return onLarge(cardId, card, payment, out);
    }
    return card;
  }

  @Override
  public long deadline(CardActivity card) {
    int count = card.small().size();
    return count == 0 ? NEVER : card.small().get(count - 1).timeMs() + policy.withinMs() - 1;
  }

  @Override
  public CardActivity onDeadline(String cardId, CardActivity card, Outbox<? super Result> out) {
    return CardActivity.NONE;
  }

  private CardActivity withSmall(CardActivity card, CardPayment payment) {
    Currency currency = payment.amount().currency();
    List<SmallPayment> kept = new ArrayList<>(card.small().size() + 1);
    int surplus = inCurrency(card, currency).size() + 1 - policy.smallPayments();
    for (SmallPayment small : card.small()) {
      boolean surpassed = small.currency().equals(currency) && surplus-- > 0;
      if (!surpassed && isRecent(small, payment.eventTimeMs())) {
        kept.add(small);
      }
    }
    kept.add(new SmallPayment(currency, payment.eventId(), payment.eventTimeMs()));
    return new CardActivity(List.copyOf(kept));
  }

  private CardActivity onLarge(
      String cardId, CardActivity card, CardPayment large, Outbox<? super Result> out) {
    List<SmallPayment> last = inCurrency(card, large.amount().currency());
    if (last.size() < policy.smallPayments() || !isRecent(last.get(0), large.eventTimeMs())) {
      return card;
    }
    out.emit(alerts.alert(cardId, last, large));
    return CardActivity.NONE;
  }

  private boolean isRecent(SmallPayment small, long nowMs) {
    return nowMs - small.timeMs() < policy.withinMs();
  }

  private static List<SmallPayment> inCurrency(CardActivity card, Currency currency) {
    return card.small().stream().filter(small -> small.currency().equals(currency)).toList();
  }
}
