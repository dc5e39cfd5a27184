package io.millrace.benchmarks.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What the detections of some series are worth together, by the score from which on a value is a
 * detection. Of the detections in a window the dearest counts.
 */
final class NabSweep {
  /** The threshold that no score reaches. */
  static final double NEVER = Double.POSITIVE_INFINITY;

  /** The scores that a detector gave to the values of a series. */
  @SuppressWarnings("ArrayRecordComponent") // identity is enough: they are never compared
  record Scored(NabRewards rewards, double[] scores) {}

  private record Point(double score, double reward, int window) {}

  /** What has been detected so far. */
  private final class Tally {
    private final NabProfile profile;
    private final double[] best = new double[windows];
    private double raw;

    Tally(NabProfile profile) {
      this.profile = profile;
      Arrays.fill(best, -profile.falseNegative());
      this.raw = -profile.falseNegative() * windows;
    }

    void detect(Point point) {
      if (point.window == NabRewards.NO_WINDOW) {
        raw += profile.falsePositive() * point.reward;
      } else if (point.reward > best[point.window]) {
        raw += point.reward - best[point.window];
        best[point.window] = point.reward;
      }
    }
  }

  private final List<Point> points = new ArrayList<>();
  private final int windows;

  /** A sweep over all values of these series that count. */
  NabSweep(List<Scored> all) {
    int count = 0;
    for (Scored series : all) {
      int last = NabRewards.NO_WINDOW;
      for (int i = series.rewards.firstCounted(); i < series.rewards.length(); i++) {
        int window = series.rewards.window(i);
        if (window != NabRewards.NO_WINDOW && window != last) {
          last = window;
          count++;
        }
        int number = window == NabRewards.NO_WINDOW ? window : count - 1;
        points.add(new Point(series.scores[i], series.rewards.reward(i), number));
      }
    }
    windows = count;
    points.sort(Comparator.comparingDouble(Point::score).reversed());
  }

  /** What detections from a score on are worth, with nothing made of it. */
  double raw(NabProfile profile, double threshold) {
    Tally tally = new Tally(profile);
    for (int i = 0; i < points.size() && points.get(i).score >= threshold; i++) {
      tally.detect(points.get(i));
    }
    return tally.raw;
  }

  /** The threshold at which detections are worth most, the highest of several. */
  double best(NabProfile profile) {
    Tally tally = new Tally(profile);
    double most = tally.raw;
    double threshold = NEVER;
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      tally.detect(point);
      boolean isLastOfScore = i + 1 == points.size() || points.get(i + 1).score < point.score;
      if (isLastOfScore && tally.raw > most) {
        most = tally.raw;
        threshold = point.score;
      }
    }
    return threshold;
  }

  /**
   * A worth as NAB publishes it: 0 for no detection at all, 100 for one at the first value of every
   * window.
   *
   * @param all how many windows there are, those that do not count included
   */
  double normalised(NabProfile profile, double raw, int all) {
    double none = -profile.falseNegative() * windows;
    return 100 * (raw - none) / (all - none);
  }

  /** How many windows have a detection from a score on. */
  long found(double threshold) {
    return points.stream()
        .filter(point -> point.score >= threshold && point.window != NabRewards.NO_WINDOW)
        .mapToInt(Point::window)
        .distinct()
        .count();
  }

  /** How many values outside of windows are detections from a score on. */
  long outside(double threshold) {
    return points.stream()
        .filter(point -> point.score >= threshold && point.window == NabRewards.NO_WINDOW)
        .count();
  }
}
