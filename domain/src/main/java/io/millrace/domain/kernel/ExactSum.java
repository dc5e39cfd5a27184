package io.millrace.domain.kernel;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * A sum of doubles without rounding, so that the order of adding does not matter.
 *
 * <p>The sum is kept as partials that do not overlap, after Shewchuk, "Adaptive Precision
 * Floating-Point Arithmetic and Fast Robust Geometric Predicates" (1997), section 2.5; the rounding
 * at the end is that of Python's {@code math.fsum}. Finite values whose sum does not overflow.
 */
public final class ExactSum {
  /** Far more than a double has, so that only the last rounding counts. */
  private static final MathContext MEAN_DIGITS = new MathContext(60);

  private double[] partials;
  private int count;

  /** Nothing added yet. */
  public ExactSum() {
    this(new double[2], 0);
  }

  private ExactSum(double[] partials, int count) {
    this.partials = partials;
    this.count = count;
  }

  /** A sum of the given values. */
  public static ExactSum of(double... values) {
    ExactSum sum = new ExactSum();
    for (double value : values) {
      sum.add(value);
    }
    return sum;
  }

  /** An equal sum that changes on its own. */
  public ExactSum copy() {
    return new ExactSum(partials.clone(), count);
  }

  /** Adds one value. */
  public void add(double value) {
    double high = value;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      double partial = partials[i];
      double larger = Math.abs(high) >= Math.abs(partial) ? high : partial;
      double smaller = larger == high ? partial : high;
      high = larger + smaller;
      double low = smaller - (high - larger);
      if (low != 0) {
        partials[kept++] = low;
      }
    }
    if (kept == partials.length) {
      partials = Arrays.copyOf(partials, kept + 4);
    }
    partials[kept] = high;
    count = kept + 1;
  }

  /** Adds everything that another sum holds. */
  public void add(ExactSum other) {
    for (int i = 0; i < other.count; i++) {
      add(other.partials[i]);
    }
  }

  /** The values whose sum this is, fewest first in magnitude. */
  public double[] partials() {
    return Arrays.copyOf(partials, count);
  }

  /** The mean of so many values whose sum this is, rounded once to the nearest double. */
  public double mean(long values) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < count; i++) {
      sum = sum.add(new BigDecimal(partials[i]));
    }
    return sum.divide(BigDecimal.valueOf(values), MEAN_DIGITS).doubleValue();
  }

  /** The sum, rounded once to the nearest double, ties to even. */
  public double value() {
    int at = count;
    if (at == 0) {
      return 0;
    }
    double high = partials[--at];
    double low = 0;
    while (at > 0 && low == 0) {
      double before = high;
      double partial = partials[--at];
      high = before + partial;
      low = partial - (high - before);
    }
    if (at > 0 && low != 0 && Math.signum(low) == Math.signum(partials[at - 1])) {
      double twice = low * 2;
      double nudged = high + twice;
      if (twice == nudged - high) {
        high = nudged; // exactly halfway, and what is left decides
      }
    }
    return high;
  }
}
