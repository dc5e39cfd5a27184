package io.millrace.json;

import io.millrace.domain.result.Rejection.Reason;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An identifier or a name: Unicode text, trimmed of white space at both ends, of one to a number of
 * code points.
 */
final class TextField extends JsonField {
  private final int maxCodePoints;
  private final @Nullable String reservedPrefix;
  private final boolean mayBeInteger;
  private String value = "";
  private boolean isInteger;

  TextField(String name, FieldType.Text type) {
    super(name);
    maxCodePoints = type.maxCodePoints();
    reservedPrefix = type.reservedPrefix();
    mayBeInteger = type.mayBeInteger();
  }

  /** The field of a text. */
  static TextField of(Field field) {
    return new TextField(field.name(), (FieldType.Text) field.type());
  }

  String value() {
    return value;
  }

  @Nullable String orNull() {
    return isPresent() ? value : null;
  }

  /** Whether it stands there as an integer. */
  boolean isInteger() {
    return isPresent() && isInteger;
  }

  @Override
  @Nullable Fault read(JsonValue json) throws IOException {
    isInteger = mayBeInteger && json.isInteger();
    if (!json.isString() && !isInteger) {
      return wrongType(json, "a string");
    }
    String plain = reservedPrefix == null ? json.takePlainText(maxCodePoints) : null;
    if (plain != null) {
      value = plain;
      return null;
    }
    char[] chars = json.chars();
    int start = json.from();
    int end = start + json.length();
    while (start < end && Character.isWhitespace(chars[start])) {
      start++;
    }
    while (start < end && Character.isWhitespace(chars[end - 1])) {
      end--;
    }
    if (start == end || !isShortText(chars, start, end)) {
      String allowed = "Unicode text of 1 to " + maxCodePoints + " characters after trimming";
      return Fault.ofValue(Reason.INVALID_IDENTIFIER, this, json, allowed);
    }
    value = new String(chars, start, end - start);
    if (reservedPrefix != null && value.startsWith(reservedPrefix)) {
      String allowed = "a name that does not start with " + reservedPrefix;
      return Fault.ofValue(Reason.INVALID_IDENTIFIER, this, json, allowed);
    }
    return null;
  }

  /** Whether it has not too many code points, and no half of a surrogate pair. */
  private boolean isShortText(char[] chars, int start, int end) {
    int pairs = 0;
    for (int i = start; i < end; i++) {
      if (Character.isSurrogate(chars[i])) {
        boolean paired =
            i + 1 < end
                && Character.isHighSurrogate(chars[i])
                && Character.isLowSurrogate(chars[i + 1]);
        if (!paired) {
          return false;
        }
        pairs++;
        i++;
      }
    }
    return end - start - pairs <= maxCodePoints;
  }
}
