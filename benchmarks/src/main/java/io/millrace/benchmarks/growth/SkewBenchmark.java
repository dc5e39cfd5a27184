package io.millrace.benchmarks.growth;

import io.millrace.benchmarks.Benchmark;
import io.millrace.benchmarks.contest.ContestOptions;
import io.millrace.benchmarks.logins.LoginInput;
import io.millrace.domain.event.Stream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One key with all events against many. */
@Command(
    name = "skew",
    description = "What a login costs our job if one user has all of them, against 5,000 users.")
public final class SkewBenchmark implements Benchmark {
  private static final int MANY = 5_000;

  @Mixin private ContestOptions options = new ContestOptions();

  @Override
  public void run(PrintStream out) throws Exception {
    new KeysContest("skew", options, Stream.LOGINS, "brute-force-login", this::write)
        .run(List.of(MANY, 1), "users", out);
  }

  private void write(int number, Path input) throws Exception {
    new LoginInput(options.records(), number, options.perSecond(), options.seed()).write(input);
  }
}
