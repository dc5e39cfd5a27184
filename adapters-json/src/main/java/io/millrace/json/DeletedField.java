package io.millrace.json;

import io.millrace.domain.result.Rejection.Reason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Whether a row was deleted, as Debezium writes it beside the row's columns: also as text. */
final class DeletedField extends JsonField {
  private static final String ALLOWED = "true or false, or one of these as a string";

  private final WordField<Boolean> word =
      WordField.<Boolean>exactly("__deleted").word("true", true).word("false", false);
  private boolean value;

  DeletedField() {
    super("__deleted");
  }

  boolean value() {
    return isPresent() && value;
  }

  @Override
  @Nullable Fault read(JsonValue json) throws IOException {
    if (json.isString()) {
      if (word.read(json) != null) {
        return Fault.ofValue(Reason.UNKNOWN_VALUE, this, json, ALLOWED);
      }
      value = word.value();
      return null;
    }
    value = json.isTrue();
    return value || json.isFalse() ? null : wrongType(json, ALLOWED);
  }
}
