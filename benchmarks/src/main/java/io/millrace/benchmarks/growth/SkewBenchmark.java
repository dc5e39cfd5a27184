package io.millrace.benchmarks.growth;

import io.millrace.benchmarks.Benchmark;
import io.millrace.benchmarks.contest.ContestOptions;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One key with all events against many. */
@Command(
    name = "skew",
    description = "What an event costs our job if one key has all of them, against 5,000 keys.")
public final class SkewBenchmark implements Benchmark {
  private static final int MANY = 5_000;

  @Mixin private ContestOptions options = new ContestOptions();

  @Override
  public void run(PrintStream out) throws Exception {
    new KeysContest("skew", options).run(List.of(MANY, 1), out);
  }
}
