package io.millrace.domain.anomaly;

/** What a value of a series is held against. */
public enum Detector {
  /**
   * The largest deviations of the series so far, by extreme value theory: finds what is beyond
   * them, as seldom without a cause as the policy says.
   */
  EXTREME_VALUE,
  /** Mean and standard deviation of the last values. */
  Z_SCORE
}
