package io.millrace.domain.fraud;

import io.millrace.domain.kernel.PolicyFaults;
import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import io.millrace.domain.policy.CurrencyScales;
import io.millrace.domain.policy.PolicySection;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.io.Serializable;
import java.math.BigDecimal;

/**
 * What counts as the testing of a card.
 *
 * @param ruleVersion goes into every alert
 * @param smallPayments how many small payments precede the large one; 1 to 100
 * @param smallAtMost a payment up to this, in its own currency and by its scale, is small
 * @param largeAtLeast a payment from this on, in its own currency and by its scale, is large
 * @param withinMs the first of the small ones is less than this before the large one
 */
public record CardTestingPolicy(
    String ruleVersion,
    int smallPayments,
    BigDecimal smallAtMost,
    BigDecimal largeAtLeast,
    long withinMs,
    CurrencyScales scales)
    implements Serializable {

  /** Three payments of at most 5.00, then one of at least 200.00, in less than 10 minutes. */
  public static final CardTestingPolicy DEFAULT =
      new CardTestingPolicy("1", 3, new BigDecimal("5.00"), new BigDecimal("200.00"), 600_000);

  /** Section {@code card_testing}. */
  public static final PolicySection<CardTestingPolicy> SECTION =
      PolicySection.of(
              DEFAULT,
              Schema.<CardTestingPolicy>of(
                  "card_testing",
                  (policy, out) ->
                      out.text(policy.ruleVersion)
                          .integer(policy.smallPayments)
                          .decimal(policy.smallAtMost)
                          .decimal(policy.largeAtLeast)
                          .whole(policy.withinMs),
                  in ->
                      new CardTestingPolicy(
                          in.text(), in.integer(), in.decimal(), in.decimal(), in.whole()),
                  Field.text("rule_version"),
                  Field.integer("small_payments"),
                  Field.decimal("small_at_most"),
                  Field.decimal("large_at_least"),
                  Field.whole("within_ms")))
          .completedBy((policy, all) -> policy.in(all.of(CurrencyScales.SECTION)));

  public CardTestingPolicy {
    PolicyFaults.in("card_testing")
        .version(ruleVersion)
        .between("small_payments", smallPayments, 1, 100)
        .require(smallAtMost.signum() > 0, "small_at_most is " + smallAtMost + ", must be positive")
        .require(
            largeAtLeast.compareTo(smallAtMost) > 0,
            "large_at_least is " + largeAtLeast + ", must be above small_at_most")
        .between("within_ms", withinMs, 1, 604_800_000)
        .refuse();
  }

  /** A policy with the scales that are usual. */
  public CardTestingPolicy(
      String ruleVersion,
      int smallPayments,
      BigDecimal smallAtMost,
      BigDecimal largeAtLeast,
      long withinMs) {
    this(ruleVersion, smallPayments, smallAtMost, largeAtLeast, withinMs, CurrencyScales.DEFAULT);
  }

  private CardTestingPolicy in(CurrencyScales other) {
    return new CardTestingPolicy(
        ruleVersion, smallPayments, smallAtMost, largeAtLeast, withinMs, other);
  }

  /** Up to what payments in a currency are small. */
  public Money smallAtMost(Currency currency) {
    return new Money(scales.scaled(smallAtMost, currency), currency);
  }

  /** From what on payments in a currency are large. */
  public Money largeAtLeast(Currency currency) {
    return new Money(scales.scaled(largeAtLeast, currency), currency);
  }

  /** Whether a payment is small, in its own currency. */
  public boolean isSmall(Money paid) {
    return paid.amount().compareTo(scales.scaled(smallAtMost, paid.currency())) <= 0;
  }

  /** Whether a payment is large, in its own currency. */
  public boolean isLarge(Money paid) {
    return paid.amount().compareTo(scales.scaled(largeAtLeast, paid.currency())) >= 0;
  }
}
