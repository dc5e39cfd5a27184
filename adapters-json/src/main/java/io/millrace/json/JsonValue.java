package io.millrace.json;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A value as fields look at it: what kind it is of, and its characters. */
abstract class JsonValue {
  abstract boolean isString();

  abstract boolean isObject();

  /**
   * Reads the object that it is, up to its end.
   *
   * @return the first fault, or null
   */
  abstract @Nullable Fault readObject(JsonFields fields) throws IOException;

  abstract boolean isTrue();

  abstract boolean isFalse();

  abstract boolean isNumber();

  /** Whether it is a number with neither point nor exponent. */
  abstract boolean isInteger();

  /** See {@link RecordParser#takePlainText}. */
  abstract @Nullable String takePlainText(int maxLength);

  /** The buffer that holds the text of a string or number, from {@link #from} on. */
  abstract char[] chars() throws IOException;

  /** Where the text starts; asked for after {@link #chars}. */
  abstract int from() throws IOException;

  /** How many characters the text of a string or number has. */
  abstract int length() throws IOException;

  /** The number, after a successful {@link #scan} and until the next. */
  abstract Decimal decimal();

  /** The text of a string or number taken apart, or false if it is not a decimal number. */
  final boolean scan() throws IOException {
    char[] chars = chars();
    return decimal().scan(chars, from(), length());
  }

  /** The value for people: cut when long, and harmless. */
  abstract String shown() throws IOException;
}
