package io.millrace.domain.anomaly;

import io.millrace.domain.kernel.UtcTime;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Anomalies and incidents in words. */
final class Words {
  private static final MathContext SIX_DIGITS = new MathContext(6);
  private static final MathContext THREE_DIGITS = new MathContext(3);
  private static final int MS_OF_A_SECOND = 1000;
  private static final int TIME_OF_DAY = 11;
  private static final int SECOND_END = 19;

  private Words() {}

  /** A value that {@link Detector#Z_SCORE} has found. */
  static String tooManyDeviations(
      String series, double value, double bound, double deviation, double mean) {
    return String.format(
        Locale.ROOT,
        "Series %s had the value %s, %s the bound of %s: %s standard deviations from the mean of %s.",
        series,
        readable(value),
        value > bound ? "above" : "below",
        readable(bound),
        readable(Math.abs(deviation)),
        readable(mean));
  }

  /** A value, or a run of values, that {@link Detector#EXTREME_VALUE} has found. */
  static String unusual(String series, Observation seen, SeriesModel found) {
    String side = seen.value() > found.bound ? "above" : "below";
    String unit = unit(seen.latency());
    String change = change(seen.latency(), found.meanSince, found.expected);
    if (found.valuesSince == 1) {
      return String.format(
          Locale.ROOT,
          "%s was %s%s at %s: %s, and %s the bound of %s%s.",
          capital(name(series)),
          shortly(seen.value()),
          unit,
          clock(seen.eventTimeMs()),
          change,
          side,
          shortly(found.bound),
          unit);
    }
    return String.format(
        Locale.ROOT,
        "Mean of %s %s since %s: %s%s over %d values in a row %s the bound of %s%s.",
        name(series),
        change,
        clock(found.sinceMs),
        shortly(found.meanSince),
        unit,
        found.valuesSince,
        side,
        shortly(found.bound),
        unit);
  }

  /** An incident that is over. */
  static String incident(String series, OpenIncident of, long endedAtMs, double mean, String then) {
    boolean latency = series.startsWith(Observation.LATENCY_PREFIX);
    String unit = unit(latency);
    if (of.values() == 1) {
      return String.format(
          Locale.ROOT,
          "%s was unusual for one value: %s%s at %s, %s; %s.",
          capital(name(series)),
          shortly(mean),
          unit,
          clock(endedAtMs),
          change(latency, mean, of.expected),
          then);
    }
    return String.format(
        Locale.ROOT,
        "%s was unusual for %s from %s to %s: %d values with a mean of %s%s, %s, and %s%s at the farthest at %s; %s.",
        capital(name(series)),
        duration(endedAtMs - of.startedAtMs),
        clock(of.startedAtMs),
        clock(endedAtMs),
        of.values(),
        shortly(mean),
        unit,
        change(latency, mean, of.expected),
        shortly(of.worst()),
        unit,
        clock(of.worstAtMs()),
        then);
  }

  private static String name(String series) {
    return series.startsWith(Observation.LATENCY_PREFIX)
        ? "latency of " + series.substring(Observation.LATENCY_PREFIX.length())
        : "series " + series;
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String unit(boolean latency) {
    return latency ? " ms" : "";
  }

  private static String change(boolean latency, double value, double usual) {
    if (latency && usual > 0) {
      return shortly(value / usual) + " times the usual " + shortly(usual) + " ms";
    }
    return shortly(Math.abs(value - usual))
        + (value > usual ? " above" : " below")
        + " the usual "
        + shortly(usual);
  }

  /** The time of day in UTC, to the second. */
  private static String clock(long epochMs) {
    return UtcTime.format(epochMs).substring(TIME_OF_DAY, SECOND_END);
  }

  private static String duration(long ms) {
    long seconds = ms / MS_OF_A_SECOND;
    if (ms < MS_OF_A_SECOND) {
      return ms + " ms";
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds / 3600 + " h " + seconds / 60 % 60 + " min";
  }

  private static String shortly(double value) {
    return written(value, THREE_DIGITS);
  }

  private static String readable(double value) {
    return written(value, SIX_DIGITS);
  }

  private static String written(double value, MathContext digits) {
    BigDecimal rounded = new BigDecimal(value).round(digits).stripTrailingZeros();
    boolean plain = rounded.precision() - rounded.scale() <= 15 && rounded.scale() <= 12;
    return plain ? rounded.toPlainString() : rounded.toString();
  }
}
