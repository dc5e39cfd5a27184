package io.millrace.benchmarks.detection;

import io.millrace.application.replay.Replay;
import io.millrace.benchmarks.detection.NabSweep.Scored;
import io.millrace.domain.anomaly.AnomalyDetection;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.anomaly.Observation;
import io.millrace.domain.anomaly.Score;
import io.millrace.domain.result.Result;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;

/** How the decision does on labelled series, scored as NAB scores. */
final class OnLabelled {
  /** From here on a score says that the reading is anomalous. */
  private static final double SHIPPED = Math.nextUp(0.5);

  /** The scores of one detector, over all series and over each half of them. */
  private final class Measured {
    private final NabSweep all;
    private final List<NabSweep> halves;

    Measured(List<Scored> scored) {
      this.all = new NabSweep(scored);
      this.halves = List.of(new NabSweep(half(scored, 0)), new NabSweep(half(scored, 1)));
    }

    double best(NabProfile profile) {
      return at(profile, all.best(profile));
    }

    double at(NabProfile profile, double threshold) {
      return all.normalised(profile, all.raw(profile, threshold), windows);
    }

    /** Each half with the threshold that is best for the other. */
    double crossed(NabProfile profile) {
      double first = halves.get(0).raw(profile, halves.get(1).best(profile));
      double second = halves.get(1).raw(profile, halves.get(0).best(profile));
      return all.normalised(profile, first + second, windows);
    }
  }

  private final LabelledFolder folder;
  private final List<LabelledSeries> series;
  private final List<NabRewards> rewards;
  private final int windows;

  OnLabelled(LabelledFolder folder) {
    this.folder = folder;
    this.series = folder.series();
    this.rewards = series.stream().map(NabRewards::new).toList();
    this.windows = series.stream().mapToInt(one -> one.windows().size()).sum();
  }

  /** Prints the scores of each profile. */
  void run(AnomalyPolicy policy, boolean files, PrintStream out) {
    List<Scored> scored = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      System.err.printf("detection: %d of %d, %s%n", i + 1, series.size(), series.get(i).name());
      scored.add(new Scored(rewards.get(i), scores(series.get(i), policy)));
    }
    Measured measured = new Measured(scored);
    out.println(
        "| profile | best threshold | score at it | with that of the other half | at 0.5 |");
    out.println("|---|--:|--:|--:|--:|");
    for (NabProfile profile : NabProfile.values()) {
      out.printf(
          Locale.ROOT,
          "| %s | %s | %.2f | %.2f | %.2f |%n",
          profile.words(),
          Numbers.cell(measured.all.best(profile), 6),
          measured.best(profile),
          measured.crossed(profile),
          measured.at(profile, SHIPPED));
    }
    out.printf(
        Locale.ROOT,
        "%n%d series with %,d values and %d windows; the halves have %s.%n"
            + "At 0.5 %d windows are found, and %,d values outside of windows are anomalous.%n",
        series.size(),
        series.stream().mapToInt(LabelledSeries::length).sum(),
        windows,
        halves(),
        measured.all.found(SHIPPED),
        measured.all.outside(SHIPPED));
    if (files) {
      files(scored, measured.all.best(NabProfile.STANDARD), out);
    }
  }

  /**
   * Prints what was published of each detector beside what its scores give here: at the threshold
   * that was published, at the best one, and with that of the other half.
   */
  void published(PrintStream out) {
    out.println(
        "| detector | profile | published | here at its threshold | at the best one"
            + " | with that of the other half |");
    out.println("|---|---|--:|--:|--:|--:|");
    Map<String, Map<String, Double>> published = folder.published();
    Map<String, Map<String, Double>> thresholds = folder.thresholds();
    for (String detector : folder.detectors()) {
      System.err.printf("detection: %s%n", detector);
      List<Scored> scored = new ArrayList<>();
      for (int i = 0; i < series.size(); i++) {
        scored.add(new Scored(rewards.get(i), folder.scores(detector, series.get(i))));
      }
      Measured measured = new Measured(scored);
      for (NabProfile profile : NabProfile.values()) {
        double threshold = of(thresholds, detector, profile);
        out.printf(
            Locale.ROOT,
            "| %s | %s | %s | %s | %.2f | %.2f |%n",
            detector,
            profile.words(),
            Numbers.cell(of(published, detector, profile), 2),
            Numbers.cell(Double.isNaN(threshold) ? threshold : measured.at(profile, threshold), 2),
            measured.best(profile),
            measured.crossed(profile));
      }
    }
  }

  private static double of(
      Map<String, Map<String, Double>> numbers, String detector, NabProfile profile) {
    return numbers.getOrDefault(detector, Map.of()).getOrDefault(profile.words(), Double.NaN);
  }

  private void files(List<Scored> scored, double best, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%n| series | windows | found at %s | outside | raw | found at 0.5 | outside | raw |%n",
        Numbers.cell(best, 6));
    out.println("|---|--:|--:|--:|--:|--:|--:|--:|");
    for (int i = 0; i < series.size(); i++) {
      NabSweep alone = new NabSweep(List.of(scored.get(i)));
      out.printf(
          Locale.ROOT,
          "| %s | %d | %d | %,d | %s | %d | %,d | %s |%n",
          series.get(i).name(),
          series.get(i).windows().size(),
          alone.found(best),
          alone.outside(best),
          Numbers.cell(alone.raw(NabProfile.STANDARD, best), 2),
          alone.found(SHIPPED),
          alone.outside(SHIPPED),
          Numbers.cell(alone.raw(NabProfile.STANDARD, SHIPPED), 2));
    }
  }

  /**
   * The score of every value, in the order of the file. A time that does not come after the one
   * before it, as where clocks are put back, is taken as a millisecond after that.
   */
  static double[] scores(LabelledSeries series, AnomalyPolicy policy) {
    List<Observation> observations = new ArrayList<>();
    long lastMs = Long.MIN_VALUE;
    for (int i = 0; i < series.length(); i++) {
      lastMs = Math.max(series.timesMs()[i], lastMs + 1);
      observations.add(new Observation(lastMs, "row-" + i, series.values()[i], false));
    }
    List<Result> results = Replay.of(new AnomalyDetection(policy), series.name(), observations);
    double[] scores =
        results.stream()
            .filter(Score.class::isInstance)
            .mapToDouble(result -> ((Score) result).score())
            .toArray();
    if (scores.length != series.length()) {
      throw new IllegalStateException(
          scores.length + " scores of " + series.length() + " values of " + series.name());
    }
    return scores;
  }

  /** The half that a series belongs to: the lowest bit of the CRC-32 of its name. */
  static int half(String name) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() & 1);
  }

  private List<Scored> half(List<Scored> scored, int half) {
    List<Scored> chosen = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      if (half(series.get(i).name()) == half) {
        chosen.add(scored.get(i));
      }
    }
    return chosen;
  }

  private String halves() {
    int[] counts = new int[2];
    int[] windowsOf = new int[2];
    for (LabelledSeries one : series) {
      counts[half(one.name())]++;
      windowsOf[half(one.name())] += one.windows().size();
    }
    return String.format(
        Locale.ROOT, "%d with %d and %d with %d", counts[0], windowsOf[0], counts[1], windowsOf[1]);
  }
}
