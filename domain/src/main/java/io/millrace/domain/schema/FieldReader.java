package io.millrace.domain.schema;

import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives the fields of a record, one after the other in the order of its schema: what {@link
 * FieldWriter} has taken, by the methods of the same names.
 *
 * <p>Who knows only some kinds of fields refuses the others.
 */
public interface FieldReader {
  /** Text that is there. */
  default String text() throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** Text that may be absent. */
  default @Nullable String textOrNull() throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** True or false, or one of two words that stand for them; false where it is absent. */
  default boolean flag() throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** A whole number of 32 bits and any sign. */
  default int integer() throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** A whole number of 64 bits and any sign. */
  default long whole() throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** A number of things. */
  default long count() throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** A double. */
  default double real() throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** A time in milliseconds since the epoch. */
  default long time() throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** One of a few words: the values of an enum in their order. */
  default <W extends Enum<W>> W word(W[] values) throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** An exact number. */
  default BigDecimal decimal() throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** An amount in a currency that is known from elsewhere. */
  default Money amount(Currency currency) throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** A currency alone. */
  default Currency currency() throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** Takes one field. */
  @FunctionalInterface
  interface Take<T> {
    /** Takes it; fails as the reader fails. */
    T from(FieldReader in) throws IOException;
  }

  /** A field that may be absent, and is taken so where it is there. */
  default <T> @Nullable T optional(Take<T> take) throws IOException {
    return take.from(this); // who has all fields
  }

  /** Two fields: an amount, and its currency. */
  default Money money() throws IOException {
    return new Money(decimal(), currency());
  }

  /** An amount for each of several currencies. */
  default List<Money> amounts() throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** Several texts. */
  default List<String> texts() throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }

  /** Several records within this one. */
  default <T> List<T> objects(Schema<T> schema) throws IOException {
    throw new UnsupportedOperationException("no such field is expected here");
  }
}
