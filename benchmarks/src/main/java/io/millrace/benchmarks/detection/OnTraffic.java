package io.millrace.benchmarks.detection;

import io.millrace.domain.policy.Policies;
import io.millrace.traffic.TrafficProfile;
import java.io.PrintStream;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** How the decision does on generated traffic of several rates and seeds. */
final class OnTraffic {
  private final Policies policies;
  private final List<Long> seeds;
  private final long events;

  OnTraffic(Policies policies, long firstSeed, long lastSeed, long events) {
    this.policies = policies;
    this.seeds = LongStream.rangeClosed(firstSeed, lastSeed).boxed().toList();
    this.events = events;
  }

  /** Prints a table with the measures at each rate, in records a second, and at all together. */
  void run(List<Double> rates, PrintStream out) {
    out.println(
        "| rate | of | alerts | right | wrong | precision | labels | found | recall"
            + " | median delay, s | 95th percentile, s | wrong a series and week |");
    out.println("|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    StringBuilder values = new StringBuilder();
    Evaluation allOutages = Evaluation.NONE;
    Evaluation allSpikes = Evaluation.NONE;
    for (double rate : rates) {
      Evaluation outages = Evaluation.NONE;
      Evaluation spikes = Evaluation.NONE;
      DoubleSummaryStatistics requests = new DoubleSummaryStatistics();
      DoubleSummaryStatistics readings = new DoubleSummaryStatistics();
      for (long seed : seeds) {
        System.err.printf("detection: rate %s, seed %d%n", number(rate), seed);
        TrafficTrial trial =
            TrafficTrial.of(TrafficProfile.of(events, seed).withRate(rate), policies);
        outages = outages.plus(trial.evaluation(true));
        spikes = spikes.plus(trial.evaluation(false));
        trial.valuesAMinute(true).forEach(requests::accept);
        trial.valuesAMinute(false).forEach(readings::accept);
      }
      print(out, number(rate), outages, spikes);
      values.append(
          String.format(
              Locale.ROOT,
              "At rate %s an endpoint has %.2f to %.2f requests a minute, and a series of readings"
                  + " %.2f values.%n",
              number(rate),
              requests.getMin(),
              requests.getMax(),
              readings.getAverage()));
      allOutages = allOutages.plus(outages);
      allSpikes = allSpikes.plus(spikes);
    }
    if (rates.size() > 1) {
      print(out, "all", allOutages, allSpikes);
    }
    out.printf(
        "%nSeeds %d to %d, %,d events each.%n%s",
        seeds.get(0), seeds.get(seeds.size() - 1), events, values);
  }

  private static void print(PrintStream out, String rate, Evaluation outages, Evaluation spikes) {
    print(out, rate, "outages", outages);
    print(out, rate, "spikes", spikes);
    print(out, rate, "both", outages.plus(spikes));
  }

  private static void print(PrintStream out, String rate, String of, Evaluation found) {
    out.printf(
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

  private static String number(double rate) {
    return rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
  }
}
