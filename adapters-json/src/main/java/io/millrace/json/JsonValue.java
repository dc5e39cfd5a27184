package io.millrace.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The value at which a parser stands, as the characters in the parser's own buffer: nothing is
 * copied until it is known to be good.
 */
final class JsonValue {
  private static final int SHOWN_CODE_POINTS = 80;

  private final RecordParser parser;
  private final Decimal decimal;

  /** Follows the parser from value to value; takes numbers apart in {@code decimal}. */
  JsonValue(RecordParser parser, Decimal decimal) {
    this.parser = parser;
    this.decimal = decimal;
  }

  boolean isString() {
    return parser.hasToken(JsonToken.VALUE_STRING);
  }

  boolean isObject() {
    return parser.hasToken(JsonToken.START_OBJECT);
  }

  /**
   * Reads the object at which the parser stands, up to its end.
   *
   * @return the first fault, or null
   */
  @Nullable Fault readObject(JsonFields fields) throws IOException {
    return fields.read(parser, this);
  }

  boolean isTrue() {
    return parser.hasToken(JsonToken.VALUE_TRUE);
  }

  boolean isFalse() {
    return parser.hasToken(JsonToken.VALUE_FALSE);
  }

  boolean isNumber() {
    return isInteger() || parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT);
  }

  /** Whether it is a number with neither point nor exponent. */
  boolean isInteger() {
    return parser.hasToken(JsonToken.VALUE_NUMBER_INT);
  }

  /** See {@link RecordParser#takePlainText}. */
  @Nullable String takePlainText(int maxLength) {
    return parser.takePlainText(maxLength);
  }

  /** The buffer that holds the text of a string or number, from {@link #from} on. */
  char[] chars() throws IOException {
    return parser.getTextCharacters();
  }

  /** Where the text starts; asked for after {@link #chars}. */
  int from() throws IOException {
    return parser.getTextOffset();
  }

  /** How many characters the text of a string or number has. */
  int length() throws IOException {
    return parser.getTextLength();
  }

  /** The text of a string or number taken apart, or false if it is not a decimal number. */
  boolean scan() throws IOException {
    char[] chars = chars();
    return decimal.scan(chars, from(), length());
  }

  /** The number, after a successful {@link #scan} and until the next. */
  Decimal decimal() {
    return decimal;
  }

  /** The value for people: cut when long, and harmless. */
  String shown() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "\"" + excerpt() + "\"";
      default -> excerpt();
    };
  }

  private String excerpt() throws IOException {
    char[] chars = chars();
    return Excerpt.of(chars, from(), length(), SHOWN_CODE_POINTS);
  }
}
