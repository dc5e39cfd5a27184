package io.millrace.domain.etl;

import io.millrace.domain.kernel.PolicyFaults;
import io.millrace.domain.money.Money;
import io.millrace.domain.policy.CurrencyScales;
import io.millrace.domain.policy.PolicySection;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.io.Serializable;
import java.math.BigDecimal;

/**
 * How orders are enriched: from which amount on, in the order's currency and by its scale, each
 * tier starts.
 *
 * @param silverFrom below it is bronze
 */
public record EnrichmentPolicy(
    BigDecimal silverFrom, BigDecimal goldFrom, BigDecimal platinumFrom, CurrencyScales scales)
    implements Serializable {
  /** Silver from 50, gold from 200, platinum from 1000. */
  public static final EnrichmentPolicy DEFAULT =
      new EnrichmentPolicy(
          BigDecimal.valueOf(50), BigDecimal.valueOf(200), BigDecimal.valueOf(1000));

  /** Section {@code enrichment}. */
  public static final PolicySection<EnrichmentPolicy> SECTION =
      PolicySection.of(
              DEFAULT,
              Schema.<EnrichmentPolicy>of(
                  "enrichment",
                  (policy, out) ->
                      out.decimal(policy.silverFrom)
                          .decimal(policy.goldFrom)
                          .decimal(policy.platinumFrom),
                  in -> new EnrichmentPolicy(in.decimal(), in.decimal(), in.decimal()),
                  Field.decimal("silver_from"),
                  Field.decimal("gold_from"),
                  Field.decimal("platinum_from")))
          .completedBy((policy, all) -> policy.in(all.of(CurrencyScales.SECTION)));

  public EnrichmentPolicy {
    PolicyFaults.in("enrichment")
        .require(
            silverFrom.compareTo(goldFrom) < 0,
            "silver_from is " + silverFrom + ", must be below gold_from (" + goldFrom + ")")
        .require(
            goldFrom.compareTo(platinumFrom) < 0,
            "gold_from is " + goldFrom + ", must be below platinum_from (" + platinumFrom + ")")
        .refuse();
  }

  /** A policy with the scales that are usual. */
  public EnrichmentPolicy(BigDecimal silverFrom, BigDecimal goldFrom, BigDecimal platinumFrom) {
    this(silverFrom, goldFrom, platinumFrom, CurrencyScales.DEFAULT);
  }

  private EnrichmentPolicy in(CurrencyScales other) {
    return new EnrichmentPolicy(silverFrom, goldFrom, platinumFrom, other);
  }

  RevenueTier tierOf(Money amount) {
    if (isBelow(silverFrom, amount)) {
      return RevenueTier.BRONZE;
    }
    if (isBelow(goldFrom, amount)) {
      return RevenueTier.SILVER;
    }
    return isBelow(platinumFrom, amount) ? RevenueTier.GOLD : RevenueTier.PLATINUM;
  }

  private boolean isBelow(BigDecimal bound, Money amount) {
    return amount.amount().compareTo(scales.scaled(bound, amount.currency())) < 0;
  }
}
