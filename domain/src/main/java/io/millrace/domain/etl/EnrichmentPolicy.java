package io.millrace.domain.etl;

import io.millrace.domain.kernel.Faults;
import java.io.Serializable;
import java.math.BigDecimal;

/**
 * How orders are enriched: from which amount on, in the order's currency, each tier starts.
 *
 * @param silverFrom below it is bronze
 */
public record EnrichmentPolicy(BigDecimal silverFrom, BigDecimal goldFrom, BigDecimal platinumFrom)
    implements Serializable {
  /** Silver from 50, gold from 200, platinum from 1000. */
  public static final EnrichmentPolicy DEFAULT =
      new EnrichmentPolicy(
          BigDecimal.valueOf(50), BigDecimal.valueOf(200), BigDecimal.valueOf(1000));

  public EnrichmentPolicy {
    Faults.in("enrichment")
        .require(
            silverFrom.compareTo(goldFrom) < 0,
            "silver_from is " + silverFrom + ", must be below gold_from (" + goldFrom + ")")
        .require(
            goldFrom.compareTo(platinumFrom) < 0,
            "gold_from is " + goldFrom + ", must be below platinum_from (" + platinumFrom + ")")
        .refuse();
  }

  RevenueTier tierOf(BigDecimal amount) {
    if (amount.compareTo(silverFrom) < 0) {
      return RevenueTier.BRONZE;
    }
    if (amount.compareTo(goldFrom) < 0) {
      return RevenueTier.SILVER;
    }
    return amount.compareTo(platinumFrom) < 0 ? RevenueTier.GOLD : RevenueTier.PLATINUM;
  }
}
