package io.millrace.domain.schema;

import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives the fields of a record, one after the other in the order of its schema: what {@link
 * FieldWriter} has taken, by the methods of the same names.
 */
public interface FieldReader {
  /** Text that is there. */
  String text();

  /** Text that may be absent. */
  @Nullable String textOrNull();

  /** True or false, or one of two words that stand for them; false where it is absent. */
  boolean flag();

  /** A whole number of 32 bits and any sign. */
  int integer();

  /** A whole number of 64 bits and any sign. */
  long whole();

  /** A number of things. */
  long count();

  /** A double. */
  double real();

  /** A time in milliseconds since the epoch. */
  long time();

  /** One of a few words: the values of an enum in their order. */
  <W extends Enum<W>> W word(W[] values);

  /** An exact number. */
  BigDecimal decimal();

  /** An amount in a currency that is known from elsewhere. */
  Money amount(Currency currency);

  /** A currency alone. */
  Currency currency();

  /** Two fields: an amount, and its currency. */
  Money money();

  /** An amount for each of several currencies. */
  List<Money> amounts();

  /** Several texts. */
  List<String> texts();

  /** Several records within this one. */
  <T> List<T> objects(Schema<T> schema);
}
