package io.millrace.json;

import io.millrace.domain.schema.FieldType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A field that takes the value at one path as it is. What others write as a string where a number
 * belongs, or the other way round, is taken for it.
 */
final class DirectField {
  private final JsonField field;
  private final FieldType type;
  private final boolean isText;
  private final boolean isNumber;
  private final boolean isFlag;
  private final boolean isTime;
  private final TextValue text = new TextValue(new Decimal());

  DirectField(JsonField field, FieldType type) {
    this.field = field;
    this.type = type;
    isText = type instanceof FieldType.Text;
    isNumber = type instanceof FieldType.Integer32 || type instanceof FieldType.Real;
    isFlag = type instanceof FieldType.Flag;
    isTime = type instanceof FieldType.Time;
  }

  /** Notes that the record has it, as null. */
  void giveNull() {
    field.give();
  }

  /** Hot: takes a value other than null, or says what is wrong with it. */
  @Nullable Fault take(ParsedValue value) throws IOException {
    field.give();
    if (isOfOtherKind(value)) {
      String given = value.text();
      return field.take(text.set(given == null ? "" : given, type));
    }
    return field.take(value);
  }

  private boolean isOfOtherKind(ParsedValue value) throws IOException {
    return value.isString()
        ? isNumber || isFlag || (isTime && isWhole(value))
        : isText && value.isNumber();
  }

  private static boolean isWhole(ParsedValue value) throws IOException {
    char[] chars = value.chars();
    int from = value.from();
    int end = from + value.length();
    int at = from;
    while (at < end && chars[at] >= '0' && chars[at] <= '9') {
      at++;
    }
    return at == end && at > from;
  }
}
