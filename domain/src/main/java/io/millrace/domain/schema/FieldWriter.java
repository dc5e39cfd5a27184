package io.millrace.domain.schema;

import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fields of a record, one after the other in the order of its schema. Each method takes
 * one field, but {@link #money}, which takes an amount and the currency behind it.
 *
 * <p>Who knows only some kinds of fields refuses the others, or takes them as {@link #other}.
 */
public interface FieldWriter {
  /** Text that is there. */
  default FieldWriter text(String value) throws IOException {
    return other(value);
  }

  /** Text that may be absent. */
  default FieldWriter textOrNull(@Nullable String value) throws IOException {
    return other(value);
  }

  /** True or false, or one of two words that stand for them. */
  default FieldWriter flag(boolean value) throws IOException {
    return other(value);
  }

  /** A whole number of 32 bits and any sign. */
  default FieldWriter integer(int value) throws IOException {
    return other(value);
  }

  /** A whole number of 64 bits and any sign. */
  default FieldWriter whole(long value) throws IOException {
    return other(value);
  }

  /** A number of things: seldom negative. */
  default FieldWriter count(long value) throws IOException {
    return other(value);
  }

  /** A double. */
  default FieldWriter real(double value) throws IOException {
    return other(value);
  }

  /** A time in milliseconds since the epoch. */
  default FieldWriter time(long epochMs) throws IOException {
    return other(epochMs);
  }

  /** One of a few words. */
  default FieldWriter word(Enum<?> value) throws IOException {
    return other(value);
  }

  /** An exact number. */
  default FieldWriter decimal(BigDecimal value) throws IOException {
    return other(value);
  }

  /** An amount whose currency is known from elsewhere. */
  default FieldWriter amount(Money value) throws IOException {
    return other(value);
  }

  /** A currency alone. */
  default FieldWriter currency(Currency value) throws IOException {
    return other(value);
  }

  /** Hands one field on. */
  @FunctionalInterface
  interface Put<T> {
    /** Hands it on; fails as the writer fails. */
    void to(T value, FieldWriter out) throws IOException;
  }

  /** A field that may be absent, and is handed on so where it is there. */
  default <T> FieldWriter optional(@Nullable T value, Put<T> put) throws IOException {
    if (value == null) {
      return other(null);
    }
    put.to(value, this);
    return this;
  }

  /** Two fields: an amount, and its currency. */
  default FieldWriter money(Money value) throws IOException {
    return decimal(value.amount()).currency(value.currency());
  }

  /** An amount for each of several currencies. */
  default FieldWriter amounts(List<Money> values) throws IOException {
    return other(values);
  }

  /** Several texts. */
  default FieldWriter texts(List<String> values) throws IOException {
    return other(values);
  }

  /** Bytes as they came, text or not. */
  default FieldWriter raw(byte[] value) throws IOException {
    return other(value);
  }

  /** A record of JSON as it came. */
  default FieldWriter json(byte[] value) throws IOException {
    return other(value);
  }

  /** A record within this one, or nothing. */
  default <T> FieldWriter object(Schema<T> schema, @Nullable T value) throws IOException {
    return other(value);
  }

  /** Several records within this one. */
  default <T> FieldWriter objects(Schema<T> schema, List<T> values) throws IOException {
    return other(values);
  }

  /** The value of a field of a kind that the writer does not know. */
  default FieldWriter other(@Nullable Object value) throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }
}
