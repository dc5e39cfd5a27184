package io.millrace.benchmarks.growth;

import io.millrace.benchmarks.Benchmark;
import io.millrace.benchmarks.contest.ContestOptions;
import io.millrace.domain.event.Stream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an order costs with more customers, each of whom is remembered for ever. */
@Command(
    name = "growth",
    description = "What an order costs our job, and what a checkpoint holds, with more customers.")
public final class GrowthBenchmark implements Benchmark {
  @Mixin private ContestOptions options = new ContestOptions();

  @Option(
      names = "--customers",
      split = ",",
      paramLabel = "N",
      defaultValue = "1000,100000,1000000",
      description = "Over how many customers (default: ${DEFAULT-VALUE}).")
  private List<Integer> customers = List.of();

  @Override
  public void run(PrintStream out) throws Exception {
    new KeysContest("growth", options, Stream.ORDERS, "customer-orders", this::write)
        .run(customers, "customers", out);
  }

  private void write(int number, Path input) throws Exception {
    new OrderInput(options.records(), number, options.perSecond()).write(input);
  }
}
