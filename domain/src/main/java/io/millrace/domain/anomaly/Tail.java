package io.millrace.domain.anomaly;

import io.millrace.domain.schema.FieldReader;
import io.millrace.domain.schema.FieldWriter;
import java.io.IOException;

/**
 * The largest deviations of a series so far, one of each cluster, and what follows from them for
 * larger ones.
 *
 * <p>Beyond a high threshold the excesses of nearly all distributions are exponential, or become so
 * in logarithms (Balkema and de Haan 1974, Pickands 1975). With {@code k} excesses of mean {@code
 * b}, the chance that the next value is a record by more than {@code c b} is {@code (1 + c/k)^-k /
 * n} after {@code n} values: the predictive distribution of an exponential whose mean is known from
 * {@code k} draws.
 */
final class Tail {
  /** How many deviations are kept. */
  static final int SIZE = 12;

  /** A width is at least so much of the largest deviation, or of a usual one. */
  private static final double LEAST_WIDTH = 0.05;

  /** Up to so many usual deviations the scale of readings is about linear. */
  private static final double LINEAR = 3;

  private static final double LARGE = 1e8;

  private final boolean inLogarithms;
  private final double[] largest = new double[SIZE];
  private int size;
  private long lastAt;
  private int lastPlace;

  /**
   * A tail without deviations.
   *
   * @param inLogarithms whether the deviations are measured on a logarithmic scale already
   */
  Tail(boolean inLogarithms) {
    this.inLogarithms = inLogarithms;
  }

  Tail copy() {
    Tail copy = new Tail(inLogarithms);
    System.arraycopy(largest, 0, copy.largest, 0, size);
    copy.size = size;
    copy.lastAt = lastAt;
    copy.lastPlace = lastPlace;
    return copy;
  }

  void write(FieldWriter out) throws IOException {
    out.count(size);
    for (int i = 0; i < size; i++) {
      out.real(largest[i]);
    }
    out.count(lastAt).count(lastPlace);
  }

  static Tail read(boolean inLogarithms, FieldReader in) throws IOException {
    Tail tail = new Tail(inLogarithms);
    tail.size = (int) in.count();
    for (int i = 0; i < tail.size; i++) {
      tail.largest[i] = in.real();
    }
    tail.lastAt = in.count();
    tail.lastPlace = (int) in.count();
    return tail;
  }

  /** The largest deviation; 0 where there is none. */
  double most() {
    return size == 0 ? 0 : largest[0];
  }

  /**
   * By how many widths of the tail a deviation is a record; 0 where it is none.
   *
   * @param usual a usual deviation
   * @param step the smallest difference between two values that follow each other
   */
  double excess(double deviation, double usual, double step) {
    if (size < 3 || deviation <= largest[0]) {
      return 0;
    }
    double most = stretched(largest[0], usual);
    return (stretched(deviation, usual) - most) / width(most, usual, step);
  }

  /** The deviation that is a record by so many widths: the inverse of {@link #excess}. */
  double at(double excess, double usual, double step) {
    double most = stretched(largest[0], usual);
    double stretched = most + excess * width(most, usual, step);
    return inLogarithms
        ? usual * stretched
        : LINEAR * usual * StrictMath.sinh(Math.min(stretched, 300));
  }

  /**
   * The mean excess over the smallest that is kept, at least a share of the largest, and at least
   * what one more step of a series of whole numbers makes.
   */
  private double width(double most, double usual, double step) {
    int k = size - 1;
    double least = stretched(largest[k], usual);
    double sum = 0;
    for (int i = 0; i < k; i++) {
      sum += stretched(largest[i], usual) - least;
    }
    double width = Math.max(sum / k, LEAST_WIDTH * Math.max(most, 1));
    return Math.max(width, stretched(largest[0] + step, usual) - most);
  }

  /** Logarithmic for large deviations, linear for small ones. */
  private double stretched(double deviation, double usual) {
    if (inLogarithms) {
      return deviation / usual;
    }
    double ratio = deviation / (LINEAR * usual);
    double size = Math.abs(ratio);
    double sum = size > LARGE ? 2 * size : size + Math.sqrt(size * size + 1);
    double log = StrictMath.log(sum);
    return ratio < 0 ? -log : log;
  }

  /**
   * Learns a deviation; of those less than {@code gap} values apart only the largest.
   *
   * @param now how many values the series has had
   */
  void add(double deviation, long now, double gap) {
    if (size > 0 && now - lastAt < gap) {
      if (deviation > largest[lastPlace]) {
        place(lastPlace, deviation, now);
      }
    } else if (size < SIZE) {
      place(size++, deviation, now);
    } else if (deviation > largest[SIZE - 1]) {
      place(SIZE - 1, deviation, now);
    }
  }

  /** Puts it in the place of another, and that where it belongs. */
  private void place(int at, double deviation, long now) {
    int place = at;
    while (place > 0 && largest[place - 1] < deviation) {
      largest[place] = largest[place - 1];
      place--;
    }
    largest[place] = deviation;
    lastPlace = place;
    lastAt = now;
  }
}
