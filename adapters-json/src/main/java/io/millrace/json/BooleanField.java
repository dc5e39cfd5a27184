package io.millrace.json;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** True or false; false where it is absent. */
final class BooleanField extends JsonField {
  private boolean value;

  BooleanField(String name) {
    super(name);
  }

  boolean value() {
    return isPresent() && value;
  }

  @Override
  @Nullable Fault read(JsonValue json) throws IOException {
    if (!json.isTrue() && !json.isFalse()) {
      return wrongType(json, "true or false");
    }
    value = json.isTrue();
    return null;
  }
}
