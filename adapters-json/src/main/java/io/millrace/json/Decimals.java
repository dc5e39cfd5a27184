package io.millrace.json;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads amounts: at most 18 digits, at most 4 of them decimals. */
final class Decimals {
  private static final int MOST_DIGITS = 18;
  private static final int MOST_DECIMALS = 4;

  private Decimals() {}

  /**
   * The number written as {@code -?digits[.digits]}, or null if it is none or too long.
   *
   * @param exponent whether an exponent may follow, as in a JSON number
   */
  static @Nullable BigDecimal parse(char[] text, int start, int length, boolean exponent) {
    int end = start + length;
    int at = start;
    boolean negative = at < end && text[at] == '-';
    if (negative) {
      at++;
    }
    long unscaled = 0;
    int digits = 0;
    int scale = -1; // how many digits since the point; -1 before it
    for (; at < end; at++) {
      char c = text[at];
      if (c >= '0' && c <= '9') {
        if (++digits > MOST_DIGITS) {
          return exponent ? general(text, start, length) : null;
        }
        unscaled = unscaled * 10 + (c - '0');
        scale += scale >= 0 ? 1 : 0;
      } else if (c == '.' && scale < 0 && digits > 0) {
        scale = 0;
      } else if (exponent && (c == 'e' || c == 'E')) {
        return general(text, start, length);
      } else {
        return null;
      }
    }
    if (digits == 0 || scale == 0 || scale > MOST_DECIMALS) {
      return null;
    }
    return BigDecimal.valueOf(negative ? -unscaled : unscaled, Math.max(0, scale));
  }

  /** A number with an exponent counts by the digits of its plain form. */
  private static @Nullable BigDecimal general(char[] text, int start, int length) {
    if (length > 100) {
      return null;
    }
    BigDecimal number;
    try {
      number = new BigDecimal(text, start, length);
    } catch (NumberFormatException e) {
      return null;
    }
    if (number.signum() == 0) {
      return number.scale() <= MOST_DECIMALS ? BigDecimal.ZERO : null;
    }
    if (number.scale() > MOST_DECIMALS
        || number.scale() < -MOST_DIGITS
        || number.precision() - Math.min(0, number.scale()) > MOST_DIGITS) {
      return null;
    }
    return number.setScale(Math.max(0, number.scale()));
  }
}
