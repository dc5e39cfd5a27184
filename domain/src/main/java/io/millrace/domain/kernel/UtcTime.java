package io.millrace.domain.kernel;

/**
 * Instants as text: {@code 2026-11-23T10:00:00.123Z}, always UTC, always three decimals.
 *
 * <p>The calendar arithmetic is Howard Hinnant's {@code civil_from_days}, "chrono-Compatible
 * Low-Level Date Algorithms" (2021); a formatter of the JDK costs ten times as much on the hot
 * path.
 */
public final class UtcTime {
  /** 1970-01-01T00:00:00.000Z. */
  public static final long MIN_MS = 0;

  /** 9998-12-31T23:59:59.999Z. */
  public static final long MAX_MS = 253_370_764_799_999L;

  private static final long DAY_MS = 86_400_000L;

  private UtcTime() {}

  /** Writes an instant; years 0 to 9999. */
  public static String format(long epochMs) {
    long days = Math.floorDiv(epochMs, DAY_MS);
    int ms = (int) Math.floorMod(epochMs, DAY_MS);
    long shifted = days + 719_468;
    long era = Math.floorDiv(shifted, 146_097L);
    int dayOfEra = (int) (shifted - era * 146_097);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
    byte[] text = new byte[24];
    digits(text, 0, 4, year);
    text[4] = '-';
    digits(text, 5, 2, month);
    text[7] = '-';
    digits(text, 8, 2, day);
    text[10] = 'T';
    digits(text, 11, 2, ms / 3_600_000);
    text[13] = ':';
    digits(text, 14, 2, ms / 60_000 % 60);
    text[16] = ':';
    digits(text, 17, 2, ms / 1000 % 60);
    text[19] = '.';
    digits(text, 20, 3, ms % 1000);
    text[23] = 'Z';
    return new String(text, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  /** The instant of a valid date and time of day in UTC, in milliseconds since the epoch. */
  public static long epochMs(
      int year, int month, int day, int hour, int minute, int second, int millisecond) {
    int y = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(y, 400);
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    long days = era * 146_097L + dayOfEra - 719_468;
    return days * DAY_MS + ((hour * 60L + minute) * 60 + second) * 1000 + millisecond;
  }

  /** The days of a month of the Gregorian calendar; 0 for a month that there is not. */
  public static int daysInMonth(int year, int month) {
    return switch (month) {
      case 1, 3, 5, 7, 8, 10, 12 -> 31;
      case 4, 6, 9, 11 -> 30;
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      default -> 0;
    };
  }

  private static void digits(byte[] text, int at, int count, int value) {
    int rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
