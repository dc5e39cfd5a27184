package io.millrace.domain.anomaly;

import java.util.Arrays;

/** The last values of a series, and whether it is in an episode. Changes in place. */
public final class SeriesHistory {
  /** A series that has had no value lately. */
  public static final SeriesHistory NONE = new SeriesHistory(new double[0], 0, 0, 0);

  private double[] ring;
  private int size;
  private int oldest;
  private long lastMs;
  private int calmValuesLeft;

  private SeriesHistory(double[] ring, int size, long lastMs, int calmValuesLeft) {
    this.ring = ring;
    this.size = size;
    this.lastMs = lastMs;
    this.calmValuesLeft = calmValuesLeft;
  }

  /**
   * A history of the given values, oldest first.
   *
   * @param lastMs when the latest of them came
   * @param calmValuesLeft how many values that are not anomalous end the episode; 0 outside of one
   */
  public static SeriesHistory of(double[] values, long lastMs, int calmValuesLeft) {
    return new SeriesHistory(values.clone(), values.length, lastMs, calmValuesLeft);
  }

  /** An equal history that changes on its own. */
  public SeriesHistory copy() {
    if (this == NONE) {
      return NONE;
    }
    SeriesHistory copy = new SeriesHistory(ring.clone(), size, lastMs, calmValuesLeft);
    copy.oldest = oldest;
    return copy;
  }

  /** The values, oldest first. */
  public double[] values() {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = ring[(oldest + i) % ring.length];
    }
    return values;
  }

  /** When the latest value came. */
  public long lastMs() {
    return lastMs;
  }

  /** How many values that are not anomalous end the episode; 0 outside of one. */
  public int calmValuesLeft() {
    return calmValuesLeft;
  }

  int size() {
    return size;
  }

  void add(double value, long timeMs, int most) {
    lastMs = timeMs;
    if (size > most) { // the policy has become stricter since the state was written
      ring = Arrays.copyOfRange(values(), size - most, size);
      size = most;
      oldest = 0;
    }
    if (size == most) {
      ring[oldest] = value;
      oldest = oldest + 1 == ring.length ? 0 : oldest + 1;
      return;
    }
    if (size == ring.length) {
      ring = Arrays.copyOf(values(), Math.min(most, Math.max(8, 2 * size)));
      oldest = 0;
    }
    ring[(oldest + size) % ring.length] = value;
    size++;
  }

  void openEpisode(int calmValues) {
    calmValuesLeft = calmValues;
  }

  void calm() {
    calmValuesLeft = Math.max(0, calmValuesLeft - 1);
  }

  /** The mean and the sample standard deviation of the values; there are at least two. */
  Baseline baseline() {
    double sum = 0;
    for (int i = oldest; i < size; i++) {
      sum += ring[i];
    }
    for (int i = 0; i < oldest; i++) {
      sum += ring[i];
    }
    double mean = sum / size;
    double squares = 0;
    for (int i = oldest; i < size; i++) {
      squares += (ring[i] - mean) * (ring[i] - mean);
    }
    for (int i = 0; i < oldest; i++) {
      squares += (ring[i] - mean) * (ring[i] - mean);
    }
    return new Baseline(mean, Math.sqrt(squares / (size - 1)));
  }
}
