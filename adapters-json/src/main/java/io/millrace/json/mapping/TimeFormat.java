package io.millrace.json.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How times are written in foreign records.
 *
 * @param zone of times that do not say theirs, or null
 * @param year of times that do not say theirs; null where that follows from the file
 */
public record TimeFormat(Kind kind, String pattern, @Nullable ZoneId zone, @Nullable Integer year) {
  /** As what no text can be read. */
  public static final long INVALID = Long.MIN_VALUE;

  private static final int LONGEST = 100;
  private static final long MAX_EPOCH_SECONDS = 253_402_300_800L; // the year 10000

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']HH:mm[:ss]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .optionalStart()
          .appendLiteral(' ')
          .optionalEnd()
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT)
          .withChronology(IsoChronology.INSTANCE);

  /** The kinds of times. */
  public enum Kind {
    /** ISO 8601, with any offset. */
    ISO,
    /** Seconds since the epoch, with or without decimals. */
    EPOCH_SECONDS,
    /** Whole milliseconds since the epoch. */
    EPOCH_MILLIS,
    /** A pattern of Java's. */
    PATTERN
  }

  /** What the times look like; follows "must be". */
  public String inWords() {
    return switch (kind) {
      case ISO ->
          "an ISO 8601 time with seconds"
              + (zone == null ? " and an offset" : "")
              + ", of the years 1970 to 9998";
      case EPOCH_SECONDS -> "seconds since 1970, up to the year 9998";
      case EPOCH_MILLIS -> "whole milliseconds since 1970, up to the year 9998";
      case PATTERN -> "a time as " + pattern + " has it, of the years 1970 to 9998";
    };
  }

  /** Whether its times need a year that only a file can give. */
  public boolean needsYear() {
    return kind == Kind.PATTERN && year == null && !saysYear(pattern);
  }

  /** Whether the times of a pattern say their year. */
  static boolean saysYear(String pattern) {
    return has(pattern, "yu");
  }

  /** Whether the times of a pattern say their zone. */
  static boolean saysZone(String pattern) {
    return has(pattern, "XxZzVO");
  }

  /** Whether a pattern has, outside of quotes, one of some letters. */
  private static boolean has(String pattern, String letters) {
    boolean isQuoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\'') {
        isQuoted = !isQuoted;
      } else if (!isQuoted && letters.indexOf(c) >= 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The reader of such times, for one thread.
   *
   * @param latestMs no time without a year is after it
   */
  public Reader reader(long latestMs) {
    return new Reader(this, latestMs);
  }

  /** Reads times; keeps the last one, as lines of one second follow each other. */
  public static final class Reader {
    private final TimeFormat format;
    private final @Nullable DateTimeFormatter formatter;
    private final long latestMs;
    private String lastText = "";
    private long lastMs = INVALID;

    private Reader(TimeFormat format, long latestMs) {
      this.format = format;
      this.latestMs = latestMs;
      formatter =
          switch (format.kind) {
            case ISO -> ISO;
            case PATTERN -> formatterOf(format.pattern);
            default -> null;
          };
    }

    /** The milliseconds since the epoch, digits below them cut off, or {@link #INVALID}. */
    public long read(String text) {
      if (!text.equals(lastText)) {
        lastMs = parse(text);
        lastText = text;
      }
      return lastMs;
    }

    private long parse(String text) {
      if (text.length() > LONGEST) {
        return INVALID;
      }
      if (formatter == null) {
        return epoch(text, format.kind == Kind.EPOCH_SECONDS ? 3 : 0);
      }
      try {
        return instantOf(formatter.parse(text));
      } catch (DateTimeException | ArithmeticException e) {
        return INVALID;
      }
    }

    private long instantOf(TemporalAccessor time) {
      ZoneId own = time.query(TemporalQueries.zone());
      ZoneId zone = own == null ? format.zone : own;
      if (time.isSupported(ChronoField.INSTANT_SECONDS)) {
        return Instant.from(time).toEpochMilli();
      }
      if (zone == null) {
        return INVALID;
      }
      LocalTime ofDay = LocalTime.from(time);
      LocalDate date = time.query(TemporalQueries.localDate());
      if (date != null) {
        return date.atTime(ofDay).atZone(zone).toInstant().toEpochMilli();
      }
      MonthDay day = MonthDay.from(time);
      Integer year = format.year;
      if (year != null) {
        return day.isValidYear(year) ? at(day, year, ofDay, zone) : INVALID;
      }
      return latest(day, ofDay, zone);
    }

    /** In the latest year in which the time is not after the latest that there can be. */
    private long latest(MonthDay day, LocalTime ofDay, ZoneId zone) {
      int newest = Instant.ofEpochMilli(latestMs).atZone(zone).getYear();
      for (int year = newest; year > newest - 9; year--) { // 2096 is followed by 2104
        if (day.isValidYear(year)) {
          long ms = at(day, year, ofDay, zone);
          if (ms <= latestMs) {
            return ms;
          }
        }
      }
      return INVALID;
    }

    private static long at(MonthDay day, int year, LocalTime ofDay, ZoneId zone) {
      return LocalDateTime.of(day.atYear(year), ofDay).atZone(zone).toInstant().toEpochMilli();
    }

    /** Digits with or without a fraction, of which so many count, and no exponent. */
    private static long epoch(String text, int decimals) {
      long value = 0;
      int at = 0;
      while (at < text.length() && isDigit(text.charAt(at))) {
        if (at > 14) {
          return INVALID;
        }
        value = value * 10 + text.charAt(at++) - '0';
      }
      boolean hasPoint = at > 0 && decimals > 0 && at < text.length() && text.charAt(at) == '.';
      if (at == 0 || (decimals > 0 && value > MAX_EPOCH_SECONDS)) {
        return INVALID;
      }
      int from = hasPoint ? at + 1 : at;
      for (int i = 0; i < decimals; i++) {
        int digit = from + i < text.length() && hasPoint ? text.charAt(from + i) - '0' : 0;
        value = value * 10 + digit;
      }
      for (int i = from; i < text.length(); i++) {
        if (!isDigit(text.charAt(i))) {
          return INVALID;
        }
      }
      boolean isWhole = hasPoint ? from < text.length() : from == text.length();
      return isWhole ? value : INVALID;
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }
  }

  /** The formatter of a pattern; names of months and days are English. */
  static DateTimeFormatter formatterOf(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH)
        .withChronology(IsoChronology.INSTANCE);
  }

  /** What is wrong with a pattern, or null; {@code zone} is what the mapping says beside it. */
  static @Nullable String complaintAbout(String pattern, @Nullable ZoneId zone) {
    DateTimeFormatter formatter;
    try {
      formatter = formatterOf(pattern);
      String sample = formatter.format(OffsetDateTime.of(2024, 11, 3, 4, 5, 6, 0, ZoneOffset.UTC));
      TemporalAccessor read = formatter.parse(sample);
      LocalTime.from(read);
      boolean hasDate = read.query(TemporalQueries.localDate()) != null;
      if (!hasDate && MonthDay.from(read).getMonth() != Month.NOVEMBER) {
        return "reads no date";
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      return "cannot be used, as Java says: " + e.getMessage();
    }
    return !saysZone(pattern) && zone == null
        ? "says no zone: add \"zone\", like Europe/Berlin or UTC"
        : null;
  }
}
