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
 * <p>Who knows only some kinds of fields refuses the others.
 */
public interface FieldWriter {
  /** Text that is there. */
  default FieldWriter text(String value) throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** Text that may be absent. */
  default FieldWriter textOrNull(@Nullable String value) throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** True or false, or one of two words that stand for them. */
  default FieldWriter flag(boolean value) throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** A whole number of 32 bits and any sign. */
  default FieldWriter integer(int value) throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** A whole number of 64 bits and any sign. */
  default FieldWriter whole(long value) throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** A number of things: seldom negative. */
  default FieldWriter count(long value) throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** A double. */
  default FieldWriter real(double value) throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** A time in milliseconds since the epoch. */
  default FieldWriter time(long epochMs) throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** One of a few words. */
  default FieldWriter word(Enum<?> value) throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** An exact number. */
  default FieldWriter decimal(BigDecimal value) throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** An amount whose currency is known from elsewhere. */
  default FieldWriter amount(Money value) throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** A currency alone. */
  default FieldWriter currency(Currency value) throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** Two fields: an amount, and its currency. */
  default FieldWriter money(Money value) throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** An amount for each of several currencies. */
  default FieldWriter amounts(List<Money> values) throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** Several texts. */
  default FieldWriter texts(List<String> values) throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** Bytes as they came, text or not. */
  default FieldWriter raw(byte[] value) throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** A record of JSON as it came. */
  default FieldWriter json(byte[] value) throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** A record within this one, or nothing. */
  default <T> FieldWriter object(Schema<T> schema, @Nullable T value) throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** Several records within this one. */
  default <T> FieldWriter objects(Schema<T> schema, List<T> values) throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }
}
