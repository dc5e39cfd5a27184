package io.millrace.benchmarks.detection;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.benchmarks.Benchmark;
import io.millrace.bootstrap.cli.PolicyFile;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.policy.Policies;
import io.millrace.files.UsageException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How well anomalies are found. */
@Command(
    name = "detection",
    description = "How well anomalies are found: in traffic, in noise, in labelled series.",
    sortOptions = false)
public final class DetectionBenchmark implements Benchmark {
  private static final Pattern SEEDS = Pattern.compile("(\\d{1,18})(?:\\.\\.(\\d{1,18}))?");
  private static final int MOST_SEEDS = 10_000;

  @Option(
      names = "--seeds",
      paramLabel = "A..B",
      defaultValue = "1..20",
      description = "Traffic of these seeds (default: ${DEFAULT-VALUE}); noise of the first.")
  private String seeds = "";

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "200000",
      description = "Events of all streams a seed (default: ${DEFAULT-VALUE}).")
  private long events;

  @Option(
      names = "--rate",
      split = ",",
      paramLabel = "R",
      defaultValue = "50,5,0.5",
      description = "Events of all streams a second, one or several (default: ${DEFAULT-VALUE}).")
  private List<Double> rates = List.of();

  @Option(names = "--noise", description = "Alerts in series in which nothing happens instead.")
  private boolean noise;

  @Option(
      names = "--weeks",
      paramLabel = "N",
      defaultValue = "2",
      description = "How long such a series is (default: ${DEFAULT-VALUE}).")
  private int weeks;

  @Option(
      names = "--series",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many there are a kind and interval (default: ${DEFAULT-VALUE}).")
  private int series;

  @Option(
      names = "--intervals",
      split = ",",
      paramLabel = "S",
      defaultValue = "10,60,300",
      description = "Seconds between two values of such a series (default: ${DEFAULT-VALUE}).")
  private List<Integer> intervalsSeconds = List.of();

  @Option(
      names = "--labelled",
      paramLabel = "DIR",
      description = "Scores as NAB does over a folder that is laid out as its repository instead.")
  private @Nullable Path labelled;

  @Option(names = "--files", description = "Of labelled series, each by itself too.")
  private boolean files;

  @Option(
      names = "--published",
      description = "Of the detectors whose scores the folder has, beside what was published.")
  private boolean published;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "JSON file with the numbers that differ from the defaults; see docs/policies.md.")
  private @Nullable Path policy;

  @Override
  public void run(PrintStream out) {
    if (noise && labelled != null) {
      throw new UsageException("--noise and --labelled: choose one");
    }
    if ((files || published) && labelled == null) {
      throw new UsageException("--files and --published are for --labelled");
    }
    Policies policies =
        AnomalyPolicy.withScores(PolicyFile.read(Catalogue.installed(), policy), labelled != null);
    if (labelled != null) {
      onLabelled(labelled, policies.of(AnomalyPolicy.SECTION), out);
      return;
    }
    Matcher range = SEEDS.matcher(seeds);
    if (!range.matches()) {
      throw new UsageException("--seeds is \"" + seeds + "\", must be as in 1..20");
    }
    long first = Long.parseLong(range.group(1));
    long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
    UsageException.requireBetween("--seeds: the last", last, first, first + MOST_SEEDS - 1);
    if (noise) {
      onNoise(policies.of(AnomalyPolicy.SECTION), first, out);
    } else {
      new OnTraffic(policies, first, last, events).run(rates, out);
    }
  }

  private void onNoise(AnomalyPolicy by, long seed, PrintStream out) {
    UsageException.requireBetween("--weeks", weeks, 2, 52);
    UsageException.requireBetween("--series", series, 1, 1000);
    intervalsSeconds.forEach(
        seconds -> UsageException.requireBetween("--intervals", seconds, 1, 86_400));
    new OnNoise(by, seed, weeks, series, intervalsSeconds).run(out);
    out.printf("%nSeed %d, %d series each, %d weeks.%n", seed, series, weeks);
  }

  private void onLabelled(Path folder, AnomalyPolicy by, PrintStream out) {
    OnLabelled trial = new OnLabelled(LabelledFolder.of(folder));
    trial.run(by, files, out);
    if (published) {
      out.println();
      trial.published(out);
    }
  }
}
