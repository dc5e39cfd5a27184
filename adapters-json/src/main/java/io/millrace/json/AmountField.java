package io.millrace.json;

import io.millrace.domain.result.Rejection.Reason;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An exact amount of money: a JSON number, which may have an exponent, or a string {@code
 * -?digits[.digits]}. Written without exponent it has at most 4 decimals and 18 digits; zeros count
 * as written, in a string leading ones too.
 */
final class AmountField extends JsonField {
  private static final int MAX_DECIMALS = 4;
  private static final int MAX_DIGITS = 18;
  private static final String ALLOWED =
      "a number or a string -?digits[.digits], with at most 4 decimals and 18 digits";

  private final boolean mayBeNegative;
  private BigDecimal value = BigDecimal.ZERO;

  AmountField(String name, boolean mayBeNegative) {
    super(name);
    this.mayBeNegative = mayBeNegative;
  }

  BigDecimal value() {
    return value;
  }

  @Override
  @Nullable Fault read(JsonValue json) throws IOException {
    if (!json.isNumber() && !json.isString()) {
      return wrongType(json, ALLOWED);
    }
    BigDecimal amount = parse(json);
    if (amount == null) {
      return Fault.ofValue(Reason.INVALID_AMOUNT, this, json, ALLOWED);
    }
    if (!mayBeNegative && amount.signum() < 0) {
      return Fault.ofValue(Reason.OUT_OF_RANGE, this, json, "0 or more");
    }
    value = amount;
    return null;
  }

  private static @Nullable BigDecimal parse(JsonValue json) throws IOException {
    if (!json.scan()) {
      return null;
    }
    Decimal decimal = json.decimal();
    if (json.isString() && (decimal.hasExponent() || decimal.digits() > MAX_DIGITS)) {
      return null;
    }
    return decimal.asBigDecimal(MAX_DECIMALS);
  }
}
