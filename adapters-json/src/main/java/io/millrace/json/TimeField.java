package io.millrace.json;

import io.millrace.domain.kernel.UtcTime;
import io.millrace.domain.result.Rejection.Reason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An instant of the years 1970 to 9998: {@code YYYY-MM-DDTHH:MM:SS[.digits]} and {@code Z} or an
 * offset {@code +HH:MM}, of which digits below a millisecond are cut off, or a whole number of
 * milliseconds since the epoch.
 */
final class TimeField extends JsonField {
  private static final String ALLOWED =
      "an instant like 2026-11-23T10:00:00.123Z, with Z or an offset of at most 18 hours like"
          + " +02:00, or whole epoch milliseconds, of the years 1970 to 9998";
  private static final long INVALID = -1;
  private static final int LENGTH_TO_SECONDS = 19;
  private static final int LENGTH_OF_OFFSET = 6;
  private static final int MAX_OFFSET_MINUTES = 18 * 60;
  private static final int NO_OFFSET = Integer.MIN_VALUE;

  private long value;

  TimeField(String name) {
    super(name);
  }

  long value() {
    return value;
  }

  @Override
  @Nullable Fault read(JsonValue json) throws IOException {
    if (json.isString()) {
      char[] chars = json.chars();
      value = parse(chars, json.from(), json.length());
    } else if (json.isInteger() && json.scan()) {
      value = json.decimal().asLong();
    } else {
      return wrongType(json, ALLOWED);
    }
    return value >= UtcTime.MIN_MS && value <= UtcTime.MAX_MS
        ? null
        : Fault.ofValue(Reason.INVALID_TIME, this, json, ALLOWED);
  }

  /** Takes a time that was read otherwise; {@code allowed} says how it must be written. */
  @Nullable Fault takeMs(long ms, JsonValue json, String allowed) throws IOException {
    markPresent();
    value = ms;
    return ms >= UtcTime.MIN_MS && ms <= UtcTime.MAX_MS
        ? null
        : Fault.ofValue(Reason.INVALID_TIME, this, json, allowed);
  }

  private static long parse(char[] text, int at, int length) {
    if (!isPunctuated(text, at, length)) {
      return INVALID;
    }
    boolean isUtc = text[at + length - 1] == 'Z';
    int end = at + length - (isUtc ? 1 : LENGTH_OF_OFFSET);
    int offset = isUtc ? 0 : offsetMinutes(text, end);
    int year = number(text, at, 4);
    int month = number(text, at + 5, 2);
    int day = number(text, at + 8, 2);
    int hour = number(text, at + 11, 2);
    int minute = number(text, at + 14, 2);
    int second = number(text, at + 17, 2);
    int millisecond =
        end < at + LENGTH_TO_SECONDS ? -1 : millisecond(text, at + LENGTH_TO_SECONDS, end);
    boolean isDate = year >= 0 && day >= 1 && day <= UtcTime.daysInMonth(year, month);
    boolean isTime = isBelow(24, hour) && isBelow(60, minute) && isBelow(60, second);
    return isDate && isTime && millisecond >= 0 && offset != NO_OFFSET
        ? UtcTime.epochMs(year, month, day, hour, minute, second, millisecond) - offset * 60_000L
        : INVALID;
  }

  private static boolean isPunctuated(char[] text, int at, int length) {
    return length > LENGTH_TO_SECONDS
        && text[at + 4] == '-'
        && text[at + 7] == '-'
        && text[at + 10] == 'T'
        && text[at + 13] == ':'
        && text[at + 16] == ':';
  }

  /** How far {@code +HH:MM} or {@code -HH:MM} is ahead of UTC. */
  private static int offsetMinutes(char[] text, int at) {
    int hours = number(text, at + 1, 2);
    int minutes = number(text, at + 4, 2);
    boolean isOffset = text[at + 3] == ':' && hours >= 0 && isBelow(60, minutes);
    int offset = hours * 60 + minutes;
    if (!isOffset || offset > MAX_OFFSET_MINUTES) {
      return NO_OFFSET;
    }
    return text[at] == '+' ? offset : text[at] == '-' ? -offset : NO_OFFSET;
  }

  private static boolean isBelow(int bound, int value) {
    return value >= 0 && value < bound;
  }

  /** The first three digits of the fraction, or -1 if it is not a point and digits, or nothing. */
  private static int millisecond(char[] text, int from, int end) {
    if (from == end) {
      return 0;
    }
    if (text[from] != '.' || from + 1 == end) {
      return -1;
    }
    int value = 0;
    for (int i = from + 1; i < end; i++) {
      if (!isDigit(text[i])) {
        return -1;
      }
      value = i <= from + 3 ? value * 10 + text[i] - '0' : value;
    }
    int digits = end - from - 1;
    return digits == 1 ? value * 100 : digits == 2 ? value * 10 : value;
  }

  /** The number in a few digits, or -1 if they are not digits. */
  private static int number(char[] text, int at, int count) {
    int value = 0;
    for (int i = at; i < at + count; i++) {
      if (!isDigit(text[i])) {
        return -1;
      }
      value = value * 10 + text[i] - '0';
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
