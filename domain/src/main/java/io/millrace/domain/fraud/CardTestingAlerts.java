package io.millrace.domain.fraud;

import io.millrace.domain.fraud.CardActivity.SmallPayment;
import io.millrace.domain.money.Money;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertId;
import io.millrace.domain.result.Measure.Amount;
import io.millrace.domain.result.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The alerts of tested cards, the same whatever engine has found them. */
public final class CardTestingAlerts {
  /** The rule. */
  public static final String RULE = "card-testing";

  private final CardTestingPolicy policy;

  /** Alerts by the given policy. */
  public CardTestingAlerts(CardTestingPolicy policy) {
    this.policy = policy;
  }

  /**
   * The alert of a match.
   *
   * @param small the small payments before the large one, in order, all in its currency
   */
  public Alert alert(String cardId, List<SmallPayment> small, CardPayment large) {
    List<String> evidence = new ArrayList<>();
    small.forEach(payment -> evidence.add(payment.eventId()));
    evidence.add(large.eventId());
    Money threshold = policy.largeAtLeast(large.amount().currency());
    Money limit = policy.smallAtMost(large.amount().currency());
    long windowStartMs = small.get(0).timeMs();
    String explanation =
        String.format(
            Locale.ROOT,
            "Card %s paid %s, at or above %s, %d ms after the first of %d payments of at most %s.",
            cardId,
            large.amount(),
            threshold,
            large.eventTimeMs() - windowStartMs,
            small.size(),
            limit);
    return new Alert(
        AlertId.of(RULE, policy.ruleVersion(), cardId, evidence),
        RULE,
        policy.ruleVersion(),
        cardId,
        Severity.CRITICAL,
        large.eventTimeMs(),
        windowStartMs,
        List.copyOf(evidence),
        new Amount(large.amount()),
        new Amount(threshold),
        explanation);
  }
}
