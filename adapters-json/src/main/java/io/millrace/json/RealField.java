package io.millrace.json;

import io.millrace.domain.result.Rejection.Reason;
import io.millrace.domain.schema.FieldType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A JSON number, read as the nearest double; its bounds are those of that double. */
final class RealField extends JsonField {
  private final FieldType.Real type;
  private double value;

  RealField(String name, FieldType.Real type) {
    super(name);
    this.type = type;
  }

  double value() {
    return value;
  }

  @Override
  @Nullable Fault read(JsonValue json) throws IOException {
    if (!json.isNumber() || !json.scan()) {
      return wrongType(json, allowed());
    }
    value = json.decimal().asDouble();
    return value >= type.min() && value <= type.max()
        ? null
        : Fault.ofValue(Reason.OUT_OF_RANGE, this, json, allowed());
  }

  private String allowed() {
    return "a number " + type.inWords();
  }
}
