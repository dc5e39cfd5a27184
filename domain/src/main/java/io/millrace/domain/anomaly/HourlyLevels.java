package io.millrace.domain.anomaly;

import io.millrace.domain.schema.FieldReader;
import io.millrace.domain.schema.FieldWriter;
import java.io.IOException;

/**
 * The usual level of each hour of the day (UTC): an exponentially weighted mean of the values of
 * that hour.
 */
final class HourlyLevels {
  /** How many there are. */
  static final int HOURS = 24;

  /** An hour. */
  static final long HOUR_MS = 3_600_000;

  /** How much of a new value goes into a mean. */
  static final double RATE = 0.1;

  private static final int MOST = 255;

  private final double[] levels = new double[HOURS];
  private final int[] counts = new int[HOURS];

  HourlyLevels copy() {
    HourlyLevels copy = new HourlyLevels();
    System.arraycopy(levels, 0, copy.levels, 0, HOURS);
    System.arraycopy(counts, 0, copy.counts, 0, HOURS);
    return copy;
  }

  void write(FieldWriter out) throws IOException {
    for (int i = 0; i < HOURS; i++) {
      out.count(counts[i]);
      if (counts[i] > 0) {
        out.real(levels[i]);
      }
    }
  }

  static HourlyLevels read(FieldReader in) throws IOException {
    HourlyLevels hours = new HourlyLevels();
    for (int i = 0; i < HOURS; i++) {
      hours.counts[i] = (int) in.count();
      if (hours.counts[i] > 0) {
        hours.levels[i] = in.real();
      }
    }
    return hours;
  }

  static int hourOf(long timeMs) {
    return (int) Math.floorMod(Math.floorDiv(timeMs, HOUR_MS), (long) HOURS);
  }

  /** How many values of the hour it has had, up to 255. */
  int count(int hour) {
    return counts[hour];
  }

  /** The usual level in an hour that has had values. */
  double level(int hour) {
    return levels[hour];
  }

  /** Sets the level of an hour, as if it had had at least so many values. */
  void set(int hour, double level, int count) {
    levels[hour] = level;
    counts[hour] = Math.max(counts[hour], count);
  }

  void add(int hour, double value) {
    levels[hour] += counts[hour] == 0 ? value : RATE * (value - levels[hour]);
    counts[hour] = Math.min(MOST, counts[hour] + 1);
  }
}
