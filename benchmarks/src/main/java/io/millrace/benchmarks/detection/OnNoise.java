package io.millrace.benchmarks.detection;

import io.millrace.application.replay.Replay;
import io.millrace.domain.anomaly.AnomalyDetection;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.anomaly.Observation;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.Result;
import io.millrace.traffic.TrafficProfile;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;

/** How often the decision raises an alert where nothing happens. */
final class OnNoise {
  private static final long WEEK_MS = 7 * 86_400_000L;
  private static final long START_MS = TrafficProfile.DEFAULT_START_MS;
  private static final int BETWEEN_WATERMARKS = 4096;

  private final AnomalyPolicy policy;
  private final SplittableRandom random;
  private final int weeks;
  private final int series;
  private final List<Integer> intervalsSeconds;

  /** So many series a kind and interval, of so many weeks, at least 2. */
  OnNoise(AnomalyPolicy policy, long seed, int weeks, int series, List<Integer> intervalsSeconds) {
    this.policy = policy;
    this.random = new SplittableRandom(seed);
    this.weeks = weeks;
    this.series = series;
    this.intervalsSeconds = intervalsSeconds;
  }

  /** Prints alerts a series and week: a row a kind, the first week and later ones by interval. */
  void run(PrintStream out) {
    StringBuilder head = new StringBuilder("| noise | as |");
    for (int seconds : intervalsSeconds) {
      head.append(
          String.format(
              Locale.ROOT, " every %d s, week 1 | every %d s, later |", seconds, seconds));
    }
    out.println(head);
    out.println("|---|---|" + "--:|--:|".repeat(intervalsSeconds.size()));
    for (Noise noise : Noise.values()) {
      row(noise, false, out);
      if (noise.isPositive()) {
        row(noise, true, out);
      }
    }
  }

  private void row(Noise noise, boolean latency, PrintStream out) {
    StringBuilder row = new StringBuilder();
    String as = latency ? "latencies" : "readings";
    row.append(String.format(Locale.ROOT, "| %s | %s |", noise.words(), as));
    for (int seconds : intervalsSeconds) {
      System.err.printf("detection: %s, %s, every %d s%n", noise.words(), as, seconds);
      long[] alerts = new long[weeks];
      for (int i = 0; i < series; i++) {
        count(noise.values(random.split()), latency, 1000L * seconds, alerts);
      }
      long later = 0;
      for (int week = 1; week < weeks; week++) {
        later += alerts[week];
      }
      row.append(
          String.format(
              Locale.ROOT,
              " %.2f | %.2f |",
              alerts[0] / (double) series,
              later / (double) (series * (weeks - 1))));
    }
    out.println(row);
  }

  /** Adds the alerts of one series to those of each week. */
  private void count(LongToDoubleFunction values, boolean latency, long intervalMs, long[] alerts) {
    String id = latency ? Observation.LATENCY_PREFIX + "noise" : "noise";
    Replay<?, Observation, Result> replay =
        new Replay<>(
            new AnomalyDetection(policy),
            result -> {
              if (result instanceof Alert alert) {
                alerts[(int) ((alert.eventTimeMs() - START_MS) / WEEK_MS)]++;
              }
            });
    for (long i = 0; i < weeks * WEEK_MS / intervalMs; i++) {
      long timeMs = START_MS + i * intervalMs;
      replay.add(id, new Observation(timeMs, "e" + i, values.applyAsDouble(timeMs), latency));
      if (i % BETWEEN_WATERMARKS == 0) {
        replay.advanceTo(timeMs);
      }
    }
    replay.finish();
  }
}
