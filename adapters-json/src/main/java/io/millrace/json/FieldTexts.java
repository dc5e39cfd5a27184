package io.millrace.json;

import io.millrace.domain.schema.Field;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Texts as values of fields. */
public final class FieldTexts {
  private FieldTexts() {}

  /** What is wrong with a text as the value of a field, in words; null if it can be one. */
  public static @Nullable String complaint(Field field, String text) {
    try {
      TextValue value = new TextValue(new Decimal()).set(text, field.type());
      Fault fault = SchemaFormat.fieldOf(field).take(value);
      return fault == null ? null : fault.detail();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be read", e);
    }
  }
}
