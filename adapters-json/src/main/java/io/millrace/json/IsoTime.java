package io.millrace.json;

import io.millrace.domain.kernel.UtcTime;

/** Reads {@code YYYY-MM-DDTHH:MM:SS[.digits]Z} without making objects. */
final class IsoTime {
  /** What is no such time. */
  static final long NONE = Long.MIN_VALUE;

  private static final int SECONDS_END = 19;
  private static final String PATTERN = "dddd-dd-ddTdd:dd:dd";

  private IsoTime() {}

  /** The instant in milliseconds since the epoch, or {@link #NONE}. */
  static long parse(char[] text, int start, int length) {
    if (length <= SECONDS_END || text[start + length - 1] != 'Z' || !hasPattern(text, start)) {
      return NONE;
    }
    int millis = millis(text, start + SECONDS_END, start + length - 1);
    int year = number(text, start, 4);
    int month = number(text, start + 5, 2);
    int day = number(text, start + 8, 2);
    int hour = number(text, start + 11, 2);
    int minute = number(text, start + 14, 2);
    int second = number(text, start + 17, 2);
    boolean exists =
        day >= 1
            && day <= UtcTime.daysInMonth(year, month)
            && hour <= 23
            && minute <= 59
            && second <= 59
            && millis >= 0;
    return exists ? UtcTime.epochMs(year, month, day, hour, minute, second, millis) : NONE;
  }

  private static boolean hasPattern(char[] text, int start) {
    for (int i = 0; i < SECONDS_END; i++) {
      char expected = PATTERN.charAt(i);
      char given = text[start + i];
      if (expected == 'd' ? !isDigit(given) : given != expected) {
        return false;
      }
    }
    return true;
  }

  /** The milliseconds of a fraction, nothing or a point and digits; -1 if it is neither. */
  private static int millis(char[] text, int start, int end) {
    if (start == end) {
      return 0;
    }
    if (text[start] != '.' || start + 1 == end) {
      return -1;
    }
    int millis = 0;
    int unit = 100;
    for (int i = start + 1; i < end; i++) {
      if (!isDigit(text[i])) {
        return -1;
      }
      millis += unit * (text[i] - '0');
      unit /= 10;
    }
    return millis;
  }

  private static int number(char[] text, int start, int digits) {
    int number = 0;
    for (int i = start; i < start + digits; i++) {
      number = number * 10 + text[i] - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
