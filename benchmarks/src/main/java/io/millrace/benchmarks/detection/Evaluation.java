package io.millrace.benchmarks.detection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How alerts stand to labels. An alert is right if it hits a label of its series; a label is found
 * if an alert is right by it.
 *
 * @param delaysMs from the start of each label that was found to its first right alert
 * @param seriesWeeks for how long all series together were looked at, in weeks
 */
record Evaluation(long alerts, long right, long labels, List<Long> delaysMs, double seriesWeeks) {
  /** Nothing was looked at. */
  static final Evaluation NONE = new Evaluation(0, 0, 0, List.of(), 0);

  /** Holds alerts against labels, whose ends are moved back by the slack. */
  static Evaluation of(
      Collection<Span> alerts, Collection<Span> labels, long slackMs, double seriesWeeks) {
    Map<String, List<Span>> labelsOf = labels.stream().collect(Collectors.groupingBy(Span::series));
    Map<String, List<Span>> alertsOf =
        alerts.stream()
            .sorted(Comparator.comparingLong(Span::endMs))
            .collect(Collectors.groupingBy(Span::series));
    long right =
        alerts.stream()
            .filter(
                alert ->
                    labelsOf.getOrDefault(alert.series(), List.of()).stream()
                        .anyMatch(label -> label.isHitBy(alert, slackMs)))
            .count();
    List<Long> delays = new ArrayList<>();
    for (Span label : labels) {
      alertsOf.getOrDefault(label.series(), List.of()).stream()
          .filter(alert -> label.isHitBy(alert, slackMs))
          .findFirst()
          .ifPresent(first -> delays.add(first.endMs() - label.startMs()));
    }
    return new Evaluation(alerts.size(), right, labels.size(), List.copyOf(delays), seriesWeeks);
  }

  /** Both together. */
  Evaluation plus(Evaluation other) {
    List<Long> delays = new ArrayList<>(delaysMs);
    delays.addAll(other.delaysMs);
    return new Evaluation(
        alerts + other.alerts,
        right + other.right,
        labels + other.labels,
        List.copyOf(delays),
        seriesWeeks + other.seriesWeeks);
  }

  long wrong() {
    return alerts - right;
  }

  long found() {
    return delaysMs.size();
  }

  /** The share of the alerts that are right; not a number if there are none. */
  double precision() {
    return right / (double) alerts;
  }

  /** The share of the labels that are found; not a number if there are none. */
  double recall() {
    return found() / (double) labels;
  }

  /** Alerts that are wrong, for each series and week. */
  double wrongAWeek() {
    return wrong() / seriesWeeks;
  }

  /**
   * The delay that so many of the labels that were found did not exceed, in seconds; not a number
   * if none was.
   *
   * @param share above 0, up to 1
   */
  double delaySeconds(double share) {
    if (delaysMs.isEmpty()) {
      return Double.NaN;
    }
    List<Long> sorted = delaysMs.stream().sorted().toList();
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1) / 1000.0;
  }
}
