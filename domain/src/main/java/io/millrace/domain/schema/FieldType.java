package io.millrace.domain.schema;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a field may hold. */
public sealed interface FieldType extends Serializable {
  /**
   * Unicode text.
   *
   * @param maxCodePoints after trimming, where it comes from outside; 0 where nobody checks
   * @param reservedPrefix what it must not start with, or null
   * @param mayBeInteger whether the digits of an integer are taken for it
   */
  record Text(int maxCodePoints, @Nullable String reservedPrefix, boolean mayBeInteger)
      implements FieldType {}

  /** True or false. */
  record Flag() implements FieldType {}

  /** One of two words, of which the first stands for true. */
  record TwoWords(String ofTrue, String ofFalse) implements FieldType {}

  /**
   * One of an enum's values.
   *
   * @param spellings how each is written, in their order
   * @param inAnyCase whether they may be written in lower case too
   */
  record Words(List<String> spellings, boolean inAnyCase) implements FieldType {}

  /** A whole number of 32 bits, within bounds. */
  record Integer32(WholeBounds bounds) implements FieldType {}

  /** A whole number of 64 bits. */
  record Whole() implements FieldType {}

  /** A number of things. */
  record Count() implements FieldType {}

  /**
   * A double within bounds, both included.
   *
   * @param inWords completes "a number ..."; empty where there are no bounds
   */
  record Real(double min, double max, String inWords) implements FieldType {}

  /** An instant of the years 1970 to 9998. */
  record Time() implements FieldType {}

  /** An exact number that is no amount of money. */
  record Decimal() implements FieldType {}

  /** An exact amount of money. */
  record Amount(boolean mayBeNegative) implements FieldType {}

  /** The code of an active currency. */
  record Currency() implements FieldType {}

  /** An amount for each of several currencies. */
  record Amounts() implements FieldType {}

  /** A number or an amount, by what the record is about. */
  record Measure() implements FieldType {}

  /** Several texts. */
  record Texts() implements FieldType {}

  /** Bytes: a field of text if they are UTF-8, else one in base64 whose name ends so. */
  record Raw() implements FieldType {}

  /** An object of another source, whatever it holds. */
  record Json() implements FieldType {}

  /** A record of one of these schemas. */
  record Nested(List<Schema<?>> oneOf) implements FieldType {}

  /** Several records of a schema. */
  record NestedList(Schema<?> of) implements FieldType {}

  /**
   * What a whole number may be, bounds included.
   *
   * @param inWords completes "a whole number of 32 bits ..."
   */
  record WholeBounds(int min, int max, boolean mayBeZero, String inWords) implements Serializable {
    /** Whether a number is allowed. */
    public boolean allow(int value) {
      return value >= min && value <= max && (mayBeZero || value != 0);
    }
  }
}
