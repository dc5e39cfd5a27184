package io.millrace.json;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.millrace.domain.result.Rejection.Reason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A field of a stream: what it may hold, and what it holds in the record that is being read. Its
 * value counts only while it {@link #isPresent}.
 */
abstract class JsonField {
  private final SerializedString name;
  private boolean given;
  private boolean present;

  JsonField(String name) {
    this.name = new SerializedString(name);
  }

  final String name() {
    return name.getValue();
  }

  /** The name as the parser looks for it. */
  final SerializableString encodedName() {
    return name;
  }

  /** Forgets the last record. */
  final void clear() {
    given = false;
    present = false;
  }

  /** Whether the record has the field, be it null. */
  final boolean isGiven() {
    return given;
  }

  /** Whether the record has the field with a value other than null. */
  final boolean isPresent() {
    return present;
  }

  /** Notes that the record has the field. */
  final void give() {
    given = true;
  }

  /** Notes that the record has the field with a value. */
  final void markPresent() {
    given = true;
    present = true;
  }

  /** Takes the value, which is not null, or says what is wrong with it. */
  final @Nullable Fault take(JsonValue value) throws IOException {
    present = true;
    return read(value);
  }

  /** Keeps the value if it is allowed, or says what is wrong with it. */
  abstract @Nullable Fault read(JsonValue value) throws IOException;

  final Fault wrongType(JsonValue value, String allowed) throws IOException {
    return Fault.ofValue(Reason.WRONG_TYPE, this, value, allowed);
  }
}
