package io.millrace.domain.schema;

import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fields of a record, one after the other in the order of its schema. Each method takes
 * one field, but {@link #money}, which takes an amount and the currency behind it.
 */
public interface FieldWriter {
  /** Text that is there. */
  FieldWriter text(String value);

  /** Text that may be absent. */
  FieldWriter textOrNull(@Nullable String value);

  /** True or false, or one of two words that stand for them. */
  FieldWriter flag(boolean value);

  /** A whole number of 32 bits and any sign. */
  FieldWriter integer(int value);

  /** A whole number of 64 bits and any sign. */
  FieldWriter whole(long value);

  /** A number of things: seldom negative. */
  FieldWriter count(long value);

  /** A double. */
  FieldWriter real(double value);

  /** A time in milliseconds since the epoch. */
  FieldWriter time(long epochMs);

  /** One of a few words. */
  FieldWriter word(Enum<?> value);

  /** An exact number. */
  FieldWriter decimal(BigDecimal value);

  /** An amount whose currency is known from elsewhere. */
  FieldWriter amount(Money value);

  /** A currency alone. */
  FieldWriter currency(Currency value);

  /** Two fields: an amount, and its currency. */
  FieldWriter money(Money value);

  /** An amount for each of several currencies. */
  FieldWriter amounts(List<Money> values);

  /** Several texts. */
  FieldWriter texts(List<String> values);

  /** Bytes as they came, text or not. */
  FieldWriter raw(byte[] value);

  /** A record of JSON as it came. */
  FieldWriter json(byte[] value);

  /** A record within this one, or nothing. */
  <T> FieldWriter object(Schema<T> schema, @Nullable T value);

  /** Several records within this one. */
  <T> FieldWriter objects(Schema<T> schema, List<T> values);
}
