package io.millrace.domain.anomaly;

/**
 * Where the next value of a series is expected.
 *
 * @param expected between the bounds
 * @param lower a value below it is anomalous; negative infinity where only high values are
 * @param upper a value above it is anomalous
 */
public record UsualRange(double expected, double lower, double upper) {
  /** Whether a value lies outside. */
  public boolean excludes(double value) {
    return value < lower || value > upper;
  }
}
