package io.millrace.json;

import io.millrace.domain.result.Rejection.Reason;
import java.io.IOException;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/** A JSON number, read as the nearest double; its bounds are those of that double. */
final class RealField extends Field {
  private final DoublePredicate isAllowed;
  private final String allowed;
  private double value;

  /** A field that allows some doubles; {@code allowed} completes "a number ...". */
  RealField(String name, DoublePredicate isAllowed, String allowed) {
    super(name);
    this.isAllowed = isAllowed;
    this.allowed = "a number " + allowed;
  }

  double value() {
    return value;
  }

  @Override
  @Nullable Fault read(JsonValue json) throws IOException {
    if (!json.isNumber() || !json.scan()) {
      return wrongType(json, allowed);
    }
    value = json.decimal().asDouble();
    return isAllowed.test(value) ? null : Fault.ofValue(Reason.OUT_OF_RANGE, this, json, allowed);
  }
}
