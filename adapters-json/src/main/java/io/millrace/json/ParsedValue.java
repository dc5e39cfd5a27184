package io.millrace.json;

import com.fasterxml.jackson.core.JsonToken;
import io.millrace.application.wire.RawRecord;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The value at which a parser stands, as the characters in the parser's own buffer: nothing is
 * copied until it is known to be good.
 */
final class ParsedValue extends JsonValue {
  static final int SHOWN_CODE_POINTS = 80;

  private final RecordParser parser;
  private final Decimal decimal;

  /** Follows the parser from value to value; takes numbers apart in {@code decimal}. */
  ParsedValue(RecordParser parser, Decimal decimal) {
    this.parser = parser;
    this.decimal = decimal;
  }

  @Override
  boolean isString() {
    return parser.hasToken(JsonToken.VALUE_STRING);
  }

  @Override
  boolean isObject() {
    return parser.hasToken(JsonToken.START_OBJECT);
  }

  @Override
  @Nullable Fault readObject(JsonFields fields) throws IOException {
    return fields.read(parser, this);
  }

  @Override
  boolean isTrue() {
    return parser.hasToken(JsonToken.VALUE_TRUE);
  }

  @Override
  boolean isFalse() {
    return parser.hasToken(JsonToken.VALUE_FALSE);
  }

  @Override
  boolean isNumber() {
    return isInteger() || parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT);
  }

  @Override
  boolean isInteger() {
    return parser.hasToken(JsonToken.VALUE_NUMBER_INT);
  }

  @Override
  @Nullable String takePlainText(int maxLength) {
    return parser.takePlainText(maxLength);
  }

  @Override
  char[] chars() throws IOException {
    return parser.getTextCharacters();
  }

  @Override
  int from() throws IOException {
    return parser.getTextOffset();
  }

  @Override
  int length() throws IOException {
    return parser.getTextLength();
  }

  @Override
  Decimal decimal() {
    return decimal;
  }

  @Override
  String shown() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "\"" + excerpt() + "\"";
      default -> excerpt();
    };
  }

  /** The text of a string or number, and of true and false; null of what has parts. */
  @Nullable String text() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT, START_ARRAY -> null;
      case VALUE_STRING -> {
        String plain = parser.takePlainText(RawRecord.MAX_BYTES);
        yield plain == null ? parser.getText() : plain;
      }
      default -> parser.getText();
    };
  }

  private String excerpt() throws IOException {
    char[] chars = chars();
    return Excerpt.of(chars, from(), length(), SHOWN_CODE_POINTS);
  }
}
