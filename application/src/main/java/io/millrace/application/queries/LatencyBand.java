package io.millrace.application.queries;

import io.millrace.domain.anomaly.AnomalyDetection;
import io.millrace.domain.anomaly.Observation;
import io.millrace.domain.anomaly.SeriesHistory;
import io.millrace.domain.anomaly.UsualRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a window's mean latency is expected: in the usual range of a series whose values are the
 * means of the windows before it, as the rule {@code anomaly} sees it. So an incident that it does
 * not take for usual does not widen the band.
 *
 * <p>Windows overlap. The windows that count had ended when this one began, so that none shares a
 * request with it and a sudden change does not hide itself.
 *
 * @param expectedMs between the bounds
 * @param lowMs at least 0; 0 where low latencies are not unusual
 * @param highMs at least {@code expectedMs}
 */
public record LatencyBand(double expectedMs, double lowMs, double highMs) {
  /** So many windows before a window, if there are as many, make its band what it is. */
  public static final int WINDOWS = 180;

  private static final String SERIES = Observation.LATENCY_PREFIX + "windows";

  private LatencyBand(UsualRange range) {
    this(range.expected(), Math.max(0, range.lower()), range.upper());
  }

  /** Whether a mean latency lies outside. */
  public boolean excludes(double meanMs) {
    return meanMs < lowMs || meanMs > highMs;
  }

  /**
   * The band of each window; empty where there is too little history.
   *
   * @param history windows of one endpoint by ascending start, gaps allowed
   * @param detection what is usual of a series
   */
  public static List<Optional<LatencyBand>> of(
      List<LatencySample> history, AnomalyDetection detection) {
    List<Optional<LatencyBand>> bands = new ArrayList<>(history.size());
    SeriesHistory means = detection.initial();
    int ended = 0;
    for (LatencySample window : history) {
      for (; history.get(ended).windowEndMs() <= window.windowStartMs(); ended++) {
        means = with(history.get(ended), means, detection);
      }
      bands.add(detection.usualRange(means, true).map(LatencyBand::new));
    }
    return bands;
  }

  private static SeriesHistory with(
      LatencySample window, SeriesHistory means, AnomalyDetection detection) {
    SeriesHistory known = means;
    while (detection.deadline(known) < window.windowStartMs()) {
      known = detection.onDeadline(SERIES, known, unheard -> {});
    }
    Observation mean = new Observation(window.windowStartMs(), SERIES, window.meanMs(), true);
    return detection.onEvent(SERIES, known, mean, unheard -> {});
  }
}
