package io.millrace.domain.anomaly;

import io.millrace.domain.schema.FieldReader;
import io.millrace.domain.schema.FieldWriter;
import java.io.IOException;

/**
 * The usual level of each hour of the day (UTC), and how far values lie from it: exponentially
 * weighted means over the values of that hour.
 */
final class HourlyLevels {
  private static final int HOURS = 24;

  /** An hour. */
  static final long HOUR_MS = 3_600_000;

  private static final double RATE = 0.1;
  private static final int MOST = 255;

  private final double[] levels = new double[HOURS];
  private final double[] squares = new double[HOURS];
  private final int[] counts = new int[HOURS];

  HourlyLevels copy() {
    HourlyLevels copy = new HourlyLevels();
    System.arraycopy(levels, 0, copy.levels, 0, HOURS);
    System.arraycopy(squares, 0, copy.squares, 0, HOURS);
    System.arraycopy(counts, 0, copy.counts, 0, HOURS);
    return copy;
  }

  void write(FieldWriter out) throws IOException {
    for (int i = 0; i < HOURS; i++) {
      out.count(counts[i]);
      if (counts[i] > 0) {
        out.real(levels[i]).real(squares[i]);
      }
    }
  }

  static HourlyLevels read(FieldReader in) throws IOException {
    HourlyLevels hours = new HourlyLevels();
    for (int i = 0; i < HOURS; i++) {
      hours.counts[i] = (int) in.count();
      if (hours.counts[i] > 0) {
        hours.levels[i] = in.real();
        hours.squares[i] = in.real();
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

  /** The mean square distance from that level. */
  double meanSquare(int hour) {
    return squares[hour];
  }

  /** Sets the level of an hour, as if it had had at least so many values. */
  void set(int hour, double level, int count) {
    levels[hour] = level;
    counts[hour] = Math.max(counts[hour], count);
  }

  void add(int hour, double value) {
    if (counts[hour] == 0) {
      levels[hour] = value;
    } else {
      double distance = value - levels[hour];
      levels[hour] += RATE * distance;
      squares[hour] = (1 - RATE) * (squares[hour] + RATE * distance * distance);
    }
    counts[hour] = Math.min(MOST, counts[hour] + 1);
  }
}
