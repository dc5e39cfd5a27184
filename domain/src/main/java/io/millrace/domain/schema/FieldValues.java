package io.millrace.domain.schema;

import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record as plain values, for whoever may be slow: text, {@link Boolean}, {@link
 * Integer}, {@link Long} (times too), {@link Double}, enums, {@link BigDecimal}, {@link Currency},
 * {@link Money} where the currency is no field beside it, and null.
 */
public final class FieldValues implements FieldWriter {
  private final List<@Nullable Object> all = new ArrayList<>();

  private FieldValues() {}

  /** The values of a record, in the order of its fields. */
  public static <R> List<@Nullable Object> of(Schema<R> schema, R record) {
    FieldValues values = new FieldValues();
    try {
      schema.write(record, values);
    } catch (IOException e) {
      throw new IllegalStateException("a list cannot fail to be written", e);
    }
    return Collections.unmodifiableList(values.all);
  }

  @Override
  public FieldWriter other(@Nullable Object value) {
    all.add(value);
    return this;
  }
}
