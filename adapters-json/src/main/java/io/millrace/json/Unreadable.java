package io.millrace.json;

import io.millrace.domain.result.Rejection.Reason;
import org.jspecify.annotations.Nullable;

/** Why a record is no event. Travels from the depth of the decoder to its door, and no further. */
final class Unreadable extends Exception {
  private static final long serialVersionUID = 1;
  private static final int SHOWN = 80;

  private final Reason reason;
  private final @Nullable String field;

  /** Without a stack trace: dirty records are everyday business, and traces are slow. */
  Unreadable(Reason reason, @Nullable String field, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
    this.field = field;
  }

  /** A field whose value is not what it must be. */
  static Unreadable field(Reason reason, String field, String value, String allowed) {
    return new Unreadable(
        reason, field, "field " + field + " is " + shown(value) + ", must be " + allowed);
  }

  Reason reason() {
    return reason;
  }

  @Nullable String field() {
    return field;
  }

  /** A value cut to a length that fits in a sentence, and without half characters. */
  static String shown(String value) {
    StringBuilder text = new StringBuilder();
    value
        .codePoints()
        .limit(SHOWN)
        .map(point -> isShowable(point) ? point : '?')
        .forEach(text::appendCodePoint);
    boolean cut = value.codePointCount(0, value.length()) > SHOWN;
    return cut ? text.append("...").toString() : text.toString();
  }

  private static boolean isShowable(int point) {
    return !Character.isISOControl(point)
        && !(point <= Character.MAX_VALUE && Character.isSurrogate((char) point));
  }
}
