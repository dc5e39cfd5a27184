package io.millrace.json;

import io.millrace.domain.result.Rejection.Reason;
import java.io.IOException;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A whole number of 32 bits, written with neither point nor exponent. */
final class IntegerField extends Field {
  private final IntPredicate isAllowed;
  private final String allowed;
  private int value;

  /** A field that allows some integers; {@code allowed} completes "a whole number ...". */
  IntegerField(String name, IntPredicate isAllowed, String allowed) {
    super(name);
    this.isAllowed = isAllowed;
    this.allowed = "a whole number of 32 bits " + allowed;
  }

  int value() {
    return value;
  }

  @Override
  @Nullable Fault read(JsonValue json) throws IOException {
    if (!json.isInteger() || !json.scan()) {
      return wrongType(json, allowed);
    }
    long number = json.decimal().asLong();
    value = (int) number;
    return value == number && isAllowed.test(value)
        ? null
        : Fault.ofValue(Reason.OUT_OF_RANGE, this, json, allowed);
  }
}
