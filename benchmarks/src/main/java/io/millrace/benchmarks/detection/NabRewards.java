package io.millrace.benchmarks.detection;

import io.millrace.files.UsageException;
import java.time.Instant;

/**
 * What detections at each value of a series are worth by the rules of the Numenta Anomaly Benchmark
 * (Lavin and Ahmad, "Evaluating Real-time Anomaly Detection Algorithms", 2015; its {@code
 * nab/sweeper.py}).
 *
 * <p>A detection in a window is worth 1 at its first value, and ever less up to its last; one
 * behind a window costs little at first, and up to 1; one before all windows costs 1. The first 15
 * % of the values, at most 750, do not count.
 */
final class NabRewards {
  /** As the window of a value that is in none. */
  static final int NO_WINDOW = -1;

  private static final double PROBATION_SHARE = 0.15;
  private static final int MOST_PROBATION = 750;
  private static final double AT_START = sigmoid(-1);

  private final double[] rewards;
  private final int[] windows;

  /**
   * The rewards of a series.
   *
   * @throws UsageException if a window does not begin and end with a value
   */
  NabRewards(LabelledSeries series) {
    rewards = new double[series.length()];
    windows = new int[series.length()];
    int window = NO_WINDOW;
    int end = -1;
    int width = 0;
    for (int i = 0; i < rewards.length; i++) {
      if (window + 1 < series.windows().size()
          && series.timesMs()[i] == series.windows().get(window + 1).startMs()) {
        end = indexOf(series, series.windows().get(++window).endMs());
        width = end - i + 1;
      }
      boolean isInside = i <= end;
      windows[i] = isInside ? window : NO_WINDOW;
      if (isInside) {
        rewards[i] = sigmoid(-(end - i + 1) / (double) width) / AT_START;
      } else {
        rewards[i] = window == NO_WINDOW ? -1 : sigmoid((i - end) / (double) (width - 1));
      }
    }
    if (window + 1 < series.windows().size()) {
      throw noValueAt(series, series.windows().get(window + 1).startMs());
    }
  }

  /** The first value that counts; those before it teach the detector. */
  int firstCounted() {
    return Math.min((int) (PROBATION_SHARE * rewards.length), MOST_PROBATION);
  }

  int length() {
    return rewards.length;
  }

  /** What a detection at a value is worth: above 0 inside of windows, below outside. */
  double reward(int value) {
    return rewards[value];
  }

  /** The window that a value is in, or {@link #NO_WINDOW}. */
  int window(int value) {
    return windows[value];
  }

  /** 0.987 at -1, 0 at 0, -0.987 at 1, and -1 beyond 3. */
  private static double sigmoid(double position) {
    return position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
  }

  private static int indexOf(LabelledSeries series, long timeMs) {
    for (int i = 0; i < series.length(); i++) {
      if (series.timesMs()[i] == timeMs) {
        return i;
      }
    }
    throw noValueAt(series, timeMs);
  }

  private static UsageException noValueAt(LabelledSeries series, long timeMs) {
    return new UsageException(
        "a window of \""
            + series.name()
            + "\" ends at "
            + Instant.ofEpochMilli(timeMs)
            + ", at which the series has no value");
  }
}
