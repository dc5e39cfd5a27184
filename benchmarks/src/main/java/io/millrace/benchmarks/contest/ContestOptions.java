package io.millrace.benchmarks.contest;

import io.millrace.benchmarks.contest.Setup.Backend;
import io.millrace.files.UsageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What can be chosen of every contest. */
public final class ContestOptions {
  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "How many records the input has (default: ${DEFAULT-VALUE}).")
  private long records;

  @Option(
      names = "--event-rate",
      paramLabel = "R",
      defaultValue = "5000",
      description = "Records a second of event time (default: ${DEFAULT-VALUE}).")
  private double perSecond;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds that count, after one for warming up (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Same seed, same input (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--backend",
      split = ",",
      defaultValue = "heap,rocksdb",
      description = "State backends (default: ${DEFAULT-VALUE}).")
  private List<String> backends = List.of();

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "1",
      description = "Parallelism of the jobs on Flink (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  @Option(
      names = "--checkpoints",
      paramLabel = "MS",
      defaultValue = "10000",
      description = "Milliseconds between checkpoints, 0 for none (default: ${DEFAULT-VALUE}).")
  private long checkpointsMs;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "0",
      description = "Read no more than so many records a second; 0 for a burst (the default).")
  private double rate;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "WORD",
      description = "Only the ways whose names contain one of these words, beside the first.")
  private List<String> only = List.of();

  /** How many records the input has. */
  public long records() {
    return atLeastOne("--records", records);
  }

  /** Records a second of event time. */
  public double perSecond() {
    return perSecond;
  }

  /** Rounds that count. */
  public int rounds() {
    return (int) atLeastOne("--rounds", rounds);
  }

  /** What the input follows from. */
  public long seed() {
    return seed;
  }

  /** One setup a backend. */
  public List<Setup> setups() {
    List<Setup> setups = new ArrayList<>();
    for (String backend : backends) {
      setups.add(
          new Setup(
              backendOf(backend),
              (int) atLeastOne("--parallelism", parallelism),
              Duration.ofMillis(checkpointsMs),
              rate));
    }
    return setups;
  }

  /** The first, and those that were asked for. */
  public List<Contender> chosen(List<Contender> all) {
    for (String word : only) {
      if (all.stream().noneMatch(one -> one.name().contains(word))) {
        throw new UsageException(
            "--only is \""
                + word
                + "\", must be a word of one of "
                + all.stream().map(Contender::name).toList());
      }
    }
    return all.stream()
        .filter(
            one ->
                only.isEmpty()
                    || one == all.get(0)
                    || only.stream().anyMatch(word -> one.name().contains(word)))
        .toList();
  }

  private static Backend backendOf(String name) {
    for (Backend backend : Backend.values()) {
      if (backend.name().toLowerCase(Locale.ROOT).equals(name)) {
        return backend;
      }
    }
    throw new UsageException("--backend is \"" + name + "\", must be heap or rocksdb");
  }

  private static long atLeastOne(String option, long value) {
    if (value < 1) {
      throw new UsageException(option + " is " + value + ", must be at least 1");
    }
    return value;
  }
}
