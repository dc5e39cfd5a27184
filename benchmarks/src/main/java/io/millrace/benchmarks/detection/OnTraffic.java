package io.millrace.benchmarks.detection;

import io.millrace.domain.kernel.InvalidPolicy;
import io.millrace.domain.policy.Policies;
import io.millrace.files.UsageException;
import io.millrace.traffic.TrafficProfile;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

/** How the decision does on generated traffic of several rates and seeds. */
final class OnTraffic {
  /** What all seeds gave at a rate, or at all rates. */
  private static final class Measured {
    private Evaluation outages = Evaluation.NONE;
    private Evaluation spikes = Evaluation.NONE;
    private final DoubleSummaryStatistics requests = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics readings = new DoubleSummaryStatistics();

    void add(TrafficTrial trial) {
      outages = outages.plus(trial.evaluation(true));
      spikes = spikes.plus(trial.evaluation(false));
      trial.valuesAMinute(true).forEach(requests::accept);
      trial.valuesAMinute(false).forEach(readings::accept);
    }

    void print(String rate, PrintStream out) {
      out.print(row(rate, "outages", outages));
      out.print(row(rate, "spikes", spikes));
      out.print(row(rate, "both", outages.plus(spikes)));
    }

    String frequencies(String rate) {
      return String.format(
          Locale.ROOT,
          "At rate %s an endpoint has %.2f to %.2f requests a minute, and a series of readings"
              + " %.2f values.",
          rate,
          requests.getMin(),
          requests.getMax(),
          readings.getAverage());
    }
  }

  private final Policies policies;
  private final long firstSeed;
  private final long lastSeed;
  private final long events;

  OnTraffic(Policies policies, long firstSeed, long lastSeed, long events) {
    this.policies = policies;
    this.firstSeed = firstSeed;
    this.lastSeed = lastSeed;
    this.events = events;
  }

  /** Prints a table with the measures at each rate, in records a second, and at all together. */
  void run(List<Double> rates, PrintStream out) {
    rates.forEach(rate -> profile(firstSeed, rate)); // refused before anything is printed
    out.println(
        "| rate | of | alerts | right | wrong | precision | labels | found | recall"
            + " | median delay, s | 95th percentile, s | wrong a series and week |");
    out.println("|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    List<String> frequencies = new ArrayList<>();
    Measured all = new Measured();
    for (double rate : rates) {
      Measured one = new Measured();
      for (long seed = firstSeed; seed <= lastSeed; seed++) {
        System.err.printf("detection: rate %s, seed %d%n", words(rate), seed);
        TrafficTrial trial = TrafficTrial.of(profile(seed, rate), policies);
        one.add(trial);
        all.add(trial);
      }
      one.print(words(rate), out);
      frequencies.add(one.frequencies(words(rate)));
    }
    if (rates.size() > 1) {
      all.print("all", out);
    }
    out.printf(Locale.ROOT, "%nSeeds %d to %d, %,d events each.%n", firstSeed, lastSeed, events);
    frequencies.forEach(out::println);
  }

  private TrafficProfile profile(long seed, double rate) {
    try {
      return TrafficProfile.of(events, seed).withRate(rate);
    } catch (InvalidPolicy e) {
      throw new UsageException("--events or --rate: " + e.getMessage());
    }
  }

  private static String row(String rate, String of, Evaluation found) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %,d | %,d | %,d | %s | %,d | %,d | %s | %s | %s | %s |%n",
        rate,
        of,
        found.alerts(),
        found.right(),
        found.wrong(),
        Numbers.cell(found.precision(), 3),
        found.labels(),
        found.found(),
        Numbers.cell(found.recall(), 3),
        Numbers.cell(found.delaySeconds(0.5), 1),
        Numbers.cell(found.delaySeconds(0.95), 1),
        Numbers.cell(found.wrongAWeek(), 2));
  }

  private static String words(double rate) {
    return rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
  }
}
