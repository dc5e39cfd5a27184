package io.millrace.domain.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** An exact amount in a currency. Rounded only when it is written. */
public record Money(BigDecimal amount, Currency currency) {
  /** The amount with the currency's own decimals, rounded half-even; never {@code -0.00}. */
  public String format() {
    return amount.setScale(currency.decimals(), RoundingMode.HALF_EVEN).toPlainString();
  }

  /** The amount as {@link #format} writes it, and the code: {@code 12.50 EUR}. */
  @Override
  public String toString() {
    return format() + " " + currency.code();
  }
}
