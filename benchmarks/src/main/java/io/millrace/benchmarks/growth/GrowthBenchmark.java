package io.millrace.benchmarks.growth;

import io.millrace.benchmarks.Benchmark;
import io.millrace.benchmarks.contest.ContestOptions;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an event costs with more keys. */
@Command(name = "growth", description = "What an event costs our job with more and more keys.")
public final class GrowthBenchmark implements Benchmark {
  @Mixin private ContestOptions options = new ContestOptions();

  @Option(
      names = "--users",
      split = ",",
      paramLabel = "N",
      defaultValue = "1000,100000,1000000",
      description = "Over how many users (default: ${DEFAULT-VALUE}).")
  private List<Integer> users = List.of();

  @Override
  public void run(PrintStream out) throws Exception {
    new KeysContest("growth", options).run(users, out);
  }
}
