package io.millrace.json;

import io.millrace.domain.result.Rejection.Reason;
import io.millrace.domain.schema.FieldType.WholeBounds;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A whole number of 32 bits, written with neither point nor exponent. */
final class IntegerField extends JsonField {
  private final WholeBounds bounds;
  private int value;

  IntegerField(String name, WholeBounds bounds) {
    super(name);
    this.bounds = bounds;
  }

  int value() {
    return value;
  }

  @Override
  @Nullable Fault read(JsonValue json) throws IOException {
    if (!json.isInteger() || !json.scan()) {
      return wrongType(json, allowed());
    }
    long number = json.decimal().asLong();
    value = (int) number;
    return value == number && bounds.allow(value)
        ? null
        : Fault.ofValue(Reason.OUT_OF_RANGE, this, json, allowed());
  }

  private String allowed() {
    return "a whole number of 32 bits " + bounds.inWords();
  }
}
