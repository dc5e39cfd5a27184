package io.millrace.domain.anomaly;

/**
 * What is usual for a series. Summed from the oldest value to the newest, in two passes, so that
 * the same values give the same bits.
 */
record Baseline(double mean, double deviation) {
  private static final double FLOOR = 1e-9;

  /** A standard deviation below 1e-9 x max(1, |mean|) counts as that. */
  Baseline {
    deviation = Math.max(deviation, FLOOR * Math.max(1, Math.abs(mean)));
  }

  double upper(double deviations) {
    return mean + deviations * deviation;
  }

  double lower(double deviations) {
    return mean - deviations * deviation;
  }

  double deviationOf(double value) {
    return (value - mean) / deviation;
  }
}
