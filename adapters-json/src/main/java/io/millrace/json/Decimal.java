package io.millrace.json;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A decimal number taken apart: {@code unscaled * 10^-scale}. One instance is filled again and
 * again, so that a number costs no object until it is known to be good. Nothing is ever expanded: a
 * number like {@code 1e999999999} costs no more than its text.
 */
final class Decimal {
  private static final int MAX_DIGITS_OF_A_LONG = 18;
  private static final int MAX_DIGITS_EXACT_IN_A_DOUBLE = 15;
  private static final long EXPONENT_BOUND = 1_000_000_000_000L;

  private static final long[] POWERS = new long[MAX_DIGITS_OF_A_LONG + 1];

  /** The powers of ten that a double holds exactly. */
  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private char[] text = {};
  private int from;
  private int end;
  private int at;
  private boolean negative;
  private long unscaled;
  private int digits;
  private int significant;
  private long scale;
  private boolean hasExponent;

  /**
   * Takes {@code -?digits[.digits][(e|E)[+-]digits]} apart.
   *
   * @return false if the text is not of that form; the other methods mean nothing then
   */
  boolean scan(char[] chars, int start, int length) {
    text = chars;
    from = start;
    at = start;
    end = start + length;
    unscaled = 0;
    digits = 0;
    significant = 0;
    scale = 0;
    negative = take('-');
    boolean wellFormed = scanDigits();
    if (wellFormed && take('.')) {
      int before = at;
      wellFormed = scanDigits();
      scale = (long) at - before;
    }
    hasExponent = wellFormed && (take('e') || take('E'));
    if (hasExponent) {
      wellFormed = scanExponent();
    }
    return wellFormed && at == end;
  }

  /** How many digits stand in the text before any exponent, leading zeros included. */
  int digits() {
    return digits;
  }

  boolean hasExponent() {
    return hasExponent;
  }

  /** The number if it is an integer of at most 18 digits, else one beyond them with its sign. */
  long asLong() {
    long magnitude = significant <= MAX_DIGITS_OF_A_LONG ? unscaled : Long.MAX_VALUE;
    return negative ? -magnitude : magnitude;
  }

  /**
   * The number with the decimals it has when written without exponent, or null if those are more
   * than {@code maxScale}, or all its digits then more than 18.
   */
  @Nullable BigDecimal asBigDecimal(int maxScale) {
    if (scale > maxScale || significant > MAX_DIGITS_OF_A_LONG) {
      return null;
    }
    long signed = negative ? -unscaled : unscaled;
    if (scale >= 0) {
      return BigDecimal.valueOf(signed, (int) scale);
    }
    if (significant == 0) {
      return BigDecimal.ZERO;
    }
    return significant - scale <= MAX_DIGITS_OF_A_LONG
        ? BigDecimal.valueOf(signed * POWERS[(int) -scale])
        : null;
  }

  /**
   * The nearest double, infinite beyond the largest. Up to 15 digits and a power of ten up to 22
   * are exact as doubles, so that one operation rounds once and correctly (Clinger, "How to Read
   * Floating Point Numbers Accurately", 1990, section 5); the rest is for the JDK.
   */
  double asDouble() {
    if (significant > MAX_DIGITS_EXACT_IN_A_DOUBLE || Math.abs(scale) >= EXACT_POWERS.length) {
      return Double.parseDouble(new String(text, from, end - from));
    }
    double magnitude =
        scale >= 0 ? unscaled / EXACT_POWERS[(int) scale] : unscaled * EXACT_POWERS[(int) -scale];
    return negative ? -magnitude : magnitude;
  }

  private boolean take(char expected) {
    boolean found = at < end && text[at] == expected;
    at += found ? 1 : 0;
    return found;
  }

  private boolean scanDigits() {
    int start = at;
    for (; at < end && isDigit(text[at]); at++) {
      int digit = text[at] - '0';
      if (significant > 0 || digit > 0) {
        significant++;
        unscaled = significant <= MAX_DIGITS_OF_A_LONG ? unscaled * 10 + digit : unscaled;
      }
    }
    digits += at - start;
    return at > start;
  }

  private boolean scanExponent() {
    boolean down = take('-');
    if (!down) {
      take('+');
    }
    int start = at;
    long exponent = 0;
    for (; at < end && isDigit(text[at]); at++) {
      exponent = Math.min(EXPONENT_BOUND, exponent * 10 + text[at] - '0');
    }
    scale += down ? exponent : -exponent;
    return at > start;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
