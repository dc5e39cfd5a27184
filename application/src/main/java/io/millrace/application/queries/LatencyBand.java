package io.millrace.application.queries;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a window's mean latency is expected, judged by windows before it: their mean, plus and
 * minus a number of sample standard deviations, never below zero.
 *
 * <p>Windows overlap. The windows that count are the last ones that had ended when this one began,
 * so that none shares a request with it and a sudden change does not hide itself.
 *
 * @param expectedMs the mean of the means
 * @param lowMs at least 0
 * @param highMs at least {@code expectedMs}
 */
public record LatencyBand(double expectedMs, double lowMs, double highMs) {
  /** The most windows that count. */
  public static final int WINDOWS = 60;

  /** The fewest; with less history nothing is expected. */
  public static final int MIN_WINDOWS = 10;

  /** How many standard deviations the band reaches to either side. */
  public static final double DEVIATIONS = 3;

  private static final double FLOOR = 1e-9;

  /** Whether a mean latency lies outside. */
  public boolean excludes(double meanMs) {
    return meanMs < lowMs || meanMs > highMs;
  }

  /**
   * The band of each window; empty where there is too little history.
   *
   * @param history windows of one endpoint by ascending start, gaps allowed
   */
  public static List<Optional<LatencyBand>> of(List<LatencySample> history) {
    List<Optional<LatencyBand>> bands = new ArrayList<>(history.size());
    int ended = 0;
    for (LatencySample window : history) {
      while (history.get(ended).windowEndMs() <= window.windowStartMs()) {
        ended++;
      }
      bands.add(over(history.subList(Math.max(0, ended - WINDOWS), ended)));
    }
    return bands;
  }

  private static Optional<LatencyBand> over(List<LatencySample> windows) {
    int count = windows.size();
    if (count < MIN_WINDOWS) {
      return Optional.empty();
    }
    double mean = 0;
    for (LatencySample window : windows) {
      mean += window.meanMs() / count;
    }
    double squares = 0;
    for (LatencySample window : windows) {
      squares += (window.meanMs() - mean) * (window.meanMs() - mean);
    }
    double deviation =
        Math.max(Math.sqrt(squares / (count - 1)), FLOOR * Math.max(1, Math.abs(mean)));
    double reach = DEVIATIONS * deviation;
    return Optional.of(new LatencyBand(mean, Math.max(0, mean - reach), mean + reach));
  }
}
