package io.millrace.json;

import io.millrace.domain.result.Rejection;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a record.
 *
 * @param detail one sentence that names the field, its value and what is allowed
 */
record Fault(Rejection.Reason reason, @Nullable String field, String detail) {

  /** The record as a whole is at fault. */
  static Fault ofRecord(Rejection.Reason reason, String detail, Object... values) {
    return new Fault(reason, null, String.format(Locale.ROOT, detail, values));
  }

  /** A field has a value that is not allowed; {@code allowed} completes "must be". */
  static Fault ofValue(Rejection.Reason reason, JsonField field, JsonValue value, String allowed)
      throws IOException {
    return ofField(reason, field, "is " + value.shown() + ", must be " + allowed);
  }

  /** Something about a field is wrong; {@code complaint} is a sentence without its subject. */
  static Fault ofField(Rejection.Reason reason, JsonField field, String complaint) {
    return new Fault(reason, field.name(), field.name() + " " + complaint);
  }

  /** The same fault, which says where in a foreign record its field comes from. */
  Fault from(String paths) {
    String name = field;
    return name != null && detail.startsWith(name + " ") && !paths.isEmpty()
        ? new Fault(reason, name, name + " (" + paths + ")" + detail.substring(name.length()))
        : this;
  }
}
