package io.millrace.json;

import io.millrace.domain.schema.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * A text of a foreign record, taken for a value of JSON of the kind that a field wants, if it can
 * be one: digits for a number, {@code true} for a flag. For one thread.
 */
final class TextValue extends JsonValue {
  private enum Kind {
    STRING,
    INTEGER,
    FRACTION,
    FLAG
  }

  private final Decimal decimal;
  private char[] chars = {};
  private String text = "";
  private Kind kind = Kind.STRING;

  TextValue(Decimal decimal) {
    this.decimal = decimal;
  }

  /** Takes a text for the value of a field of some type. */
  TextValue set(String value, FieldType type) {
    boolean isNumeric = type instanceof FieldType.Integer32 || type instanceof FieldType.Real;
    text = isNumeric || type instanceof FieldType.Flag ? value.strip() : value;
    chars = text.toCharArray();
    kind = Kind.STRING;
    if (isNumeric && decimal.scan(chars, 0, chars.length)) {
      kind = text.indexOf('.') < 0 && !decimal.hasExponent() ? Kind.INTEGER : Kind.FRACTION;
    } else if (type instanceof FieldType.Flag && (text.equals("true") || text.equals("false"))) {
      kind = Kind.FLAG;
    } else if (type instanceof FieldType.Time && areDigits(text)) {
      kind = Kind.INTEGER;
    }
    return this;
  }

  private static boolean areDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  @Override
  boolean isString() {
    return kind == Kind.STRING;
  }

  @Override
  boolean isObject() {
    return false;
  }

  @Override
  @Nullable Fault readObject(JsonFields fields) {
    throw new IllegalStateException("a text has no fields");
  }

  @Override
  boolean isTrue() {
    return kind == Kind.FLAG && text.equals("true");
  }

  @Override
  boolean isFalse() {
    return kind == Kind.FLAG && text.equals("false");
  }

  @Override
  boolean isNumber() {
    return kind == Kind.INTEGER || kind == Kind.FRACTION;
  }

  @Override
  boolean isInteger() {
    return kind == Kind.INTEGER;
  }

  @Override
  @Nullable String takePlainText(int maxLength) {
    return null;
  }

  @Override
  char[] chars() {
    return chars;
  }

  @Override
  int from() {
    return 0;
  }

  @Override
  int length() {
    return chars.length;
  }

  @Override
  Decimal decimal() {
    return decimal;
  }

  @Override
  String shown() {
    String excerpt = Excerpt.of(chars, 0, chars.length, ParsedValue.SHOWN_CODE_POINTS);
    return kind == Kind.STRING ? "\"" + excerpt + "\"" : excerpt;
  }
}
