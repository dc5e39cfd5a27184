package io.millrace.domain.anomaly;

import io.millrace.domain.schema.FieldReader;
import io.millrace.domain.schema.FieldWriter;
import java.io.IOException;

/**
 * How new a value is: by how much it breaks the records of its series. Five derived values have a
 * record each: the value itself, the lowest of the last six (both of these to either side), the
 * distance from the level of its hour of the day, that distance smoothed, and a one-sided CUSUM
 * whose input is capped (Page 1954). A record is broken ever more seldom, about once in {@code n}
 * values, whatever the noise.
 *
 * <p>All values are learned, so that the second of its kind is not new. After a value that was new
 * a hundred others are not, unless they are half as new again.
 */
final class Novelty {
  private static final int FIRST_VALUES = 100;
  private static final double HALF_TRUST = 300;
  private static final int REFRACTORY = 100;
  private static final double AGAIN = 1.5;
  private static final int RUN = 6;
  private static final double SMOOTHING = 0.05;
  private static final double RATE = 0.003;
  private static final double SQUARES_RATE = 0.01;
  private static final double SLACK = 0.5;
  private static final double CAP = 3;
  private static final double MOST = 20;
  private static final double FLOOR = 1e-9;
  private static final int LEAST_OF_HOUR = 4;

  private long count;
  private double mean;
  private double variance;
  private double smoothed;
  private double sum;
  private double square;
  private double peak;
  private long peakAt = -REFRACTORY - 1;
  private final double[] run = new double[RUN];
  private final HourlyLevels hours;

  /** The mean square distances from the levels of the hours. */
  private final double[] squares = new double[HourlyLevels.HOURS];

  private final Extremes ofValue;
  private final Extremes ofRun;
  private final Extremes ofDistance;
  private final Extremes ofSmoothed;
  private final Extremes ofSum;

  private Novelty(HourlyLevels hours, Extremes[] of) {
    this.hours = hours;
    this.ofValue = of[0];
    this.ofRun = of[1];
    this.ofDistance = of[2];
    this.ofSmoothed = of[3];
    this.ofSum = of[4];
  }

  /** Nothing is known. */
  Novelty() {
    this(
        new HourlyLevels(),
        new Extremes[] {
          new Extremes(), new Extremes(), new Extremes(), new Extremes(), new Extremes()
        });
  }

  Novelty copy() {
    Novelty copy =
        new Novelty(
            hours.copy(),
            new Extremes[] {
              ofValue.copy(), ofRun.copy(), ofDistance.copy(), ofSmoothed.copy(), ofSum.copy()
            });
    copy.count = count;
    copy.mean = mean;
    copy.variance = variance;
    copy.smoothed = smoothed;
    copy.sum = sum;
    copy.square = square;
    copy.peak = peak;
    copy.peakAt = peakAt;
    System.arraycopy(run, 0, copy.run, 0, RUN);
    System.arraycopy(squares, 0, copy.squares, 0, squares.length);
    return copy;
  }

  void write(FieldWriter out) throws IOException {
    out.count(count)
        .real(mean)
        .real(variance)
        .real(smoothed)
        .real(sum)
        .real(square)
        .real(peak)
        .whole(peakAt);
    for (double one : run) {
      out.real(one);
    }
    hours.write(out);
    for (int hour = 0; hour < squares.length; hour++) {
      if (hours.count(hour) > 1) {
        out.real(squares[hour]);
      }
    }
    ofValue.write(out);
    ofRun.write(out);
    ofDistance.write(out);
    ofSmoothed.write(out);
    ofSum.write(out);
  }

  static Novelty read(FieldReader in) throws IOException {
    long count = in.count();
    double[] scalars = new double[6];
    for (int i = 0; i < scalars.length; i++) {
      scalars[i] = in.real();
    }
    long peakAt = in.whole();
    double[] run = new double[RUN];
    for (int i = 0; i < RUN; i++) {
      run[i] = in.real();
    }
    HourlyLevels hours = HourlyLevels.read(in);
    double[] squares = new double[HourlyLevels.HOURS];
    for (int hour = 0; hour < squares.length; hour++) {
      squares[hour] = hours.count(hour) > 1 ? in.real() : 0;
    }
    Extremes[] of = new Extremes[5];
    for (int i = 0; i < of.length; i++) {
      of[i] = Extremes.read(in);
    }
    Novelty read = new Novelty(hours, of);
    read.count = count;
    read.mean = scalars[0];
    read.variance = scalars[1];
    read.smoothed = scalars[2];
    read.sum = scalars[3];
    read.square = scalars[4];
    read.peak = scalars[5];
    read.peakAt = peakAt;
    System.arraycopy(run, 0, read.run, 0, RUN);
    System.arraycopy(squares, 0, read.squares, 0, squares.length);
    return read;
  }

  /**
   * Judges a value by those before it, and learns it.
   *
   * @return how new it is, from 0 to 1: 0.5 where it breaks one record by all that the series has
   *     ever spanned
   */
  double of(double value, long timeMs) {
    count++;
    double floor = FLOOR * Math.max(1, Math.abs(mean));
    int hour = HourlyLevels.hourOf(timeMs);
    boolean isHourKnown = hours.count(hour) >= LEAST_OF_HOUR;
    double distance = isHourKnown ? distanceFromHour(value, hour, floor) : 0;
    smoothed += (distance - smoothed) * SMOOTHING;
    sum = Math.max(0, sum + capped((value - mean) / Math.max(Math.sqrt(variance), floor)) - SLACK);
    double lowest = lowestWith(value);
    double score = 0;
    if (count > FIRST_VALUES) {
      score =
          ofValue.excess(value, floor)
              + ofValue.excessBelow(value, floor)
              + ofRun.excess(lowest, floor)
              + ofRun.excessBelow(lowest, floor)
              + (isHourKnown ? ofDistance.excess(Math.abs(distance), FLOOR) : 0)
              + ofSmoothed.excess(Math.abs(smoothed), FLOOR)
              + ofSum.excess(sum, FLOOR);
      score *= count / (count + HALF_TRUST);
    }
    ofValue.add(value, floor);
    ofRun.add(lowest, floor);
    ofSum.add(sum, FLOOR);
    ofSmoothed.add(Math.abs(smoothed), FLOOR);
    if (isHourKnown) {
      ofDistance.add(Math.abs(distance), FLOOR);
    }
    learn(value, hour);
    return afterOthers(score);
  }

  /** In usual distances of the hour and of all hours. */
  private double distanceFromHour(double value, int hour, double floor) {
    double usual = Math.sqrt((squares[hour] + square) / 2);
    return (value - hours.level(hour)) / Math.max(usual, floor);
  }

  private double capped(double distance) {
    return count > 2 ? Math.max(-CAP, Math.min(CAP, distance)) : 0;
  }

  private double lowestWith(double value) {
    double lowest = value;
    for (int i = 1; i < Math.min(count, RUN); i++) {
      lowest = Math.min(lowest, run[(int) ((count - i) % RUN)]);
    }
    run[(int) (count % RUN)] = value;
    return lowest;
  }

  private void learn(double value, int hour) {
    double rate = Math.max(RATE, 1.0 / count);
    double change = value - mean;
    mean += rate * change;
    variance = (1 - rate) * (variance + rate * change * change);
    if (hours.count(hour) > 0) {
      double distance = value - hours.level(hour);
      square += (distance * distance - square) * SQUARES_RATE;
      squares[hour] =
          (1 - HourlyLevels.RATE) * (squares[hour] + HourlyLevels.RATE * distance * distance);
    }
    hours.add(hour, value);
  }

  private double afterOthers(double score) {
    boolean isAfter = count - peakAt <= REFRACTORY;
    boolean isNew = score > (isAfter ? AGAIN * peak : 0);
    if (score > 0 && (!isAfter || score > peak)) {
      peak = score;
      peakAt = count;
    }
    return isNew ? score / (score + 1) : 0;
  }

  /** The highest and the lowest of a derived value. A new one counts up to twice what they span. */
  private static final class Extremes {
    private double highest = Double.NEGATIVE_INFINITY;
    private double lowest = Double.POSITIVE_INFINITY;

    Extremes copy() {
      Extremes copy = new Extremes();
      copy.highest = highest;
      copy.lowest = lowest;
      return copy;
    }

    void write(FieldWriter out) throws IOException {
      out.real(highest).real(lowest);
    }

    static Extremes read(FieldReader in) throws IOException {
      Extremes read = new Extremes();
      read.highest = in.real();
      read.lowest = in.real();
      return read;
    }

    double excess(double value, double floor) {
      return inSpans(value - highest, floor);
    }

    double excessBelow(double value, double floor) {
      return inSpans(lowest - value, floor);
    }

    private double inSpans(double beyond, double floor) {
      return beyond > 0 && highest >= lowest
          ? Math.min(MOST, beyond / Math.max(highest - lowest, floor))
          : 0;
    }

    void add(double value, double floor) {
      if (highest < lowest) {
        highest = value;
        lowest = value;
        return;
      }
      double span = Math.max(highest - lowest, floor);
      if (value > highest) {
        highest = Math.min(value, highest + span);
      }
      if (value < lowest) {
        lowest = Math.max(value, lowest - span);
      }
    }
  }
}
