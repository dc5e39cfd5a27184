package io.millrace.benchmarks.history;

import io.millrace.benchmarks.Benchmark;
import io.millrace.benchmarks.contest.Contender;
import io.millrace.benchmarks.contest.Contest;
import io.millrace.benchmarks.contest.ContestOptions;
import io.millrace.benchmarks.logins.LoginInput;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The backfill of logins against decoding them. */
@Command(
    name = "backfill",
    description = "The backfill of logins with one thread and with two, against decoding alone.")
public final class BackfillBenchmark implements Benchmark {
  @Mixin private ContestOptions options = new ContestOptions();

  @Override
  public void run(PrintStream out) throws Exception {
    Path work = Files.createTempDirectory("millrace-bench");
    try {
      Path folder = Files.createDirectory(work.resolve("history"));
      Path input = folder.resolve("logins.ndjson");
      new LoginInput(options.records(), 50_000, options.perSecond(), options.seed()).write(input);
      new Contest("backfill", contenders(folder), work)
          .run(input, options.records(), options.rounds(), out);
    } finally {
      Contest.delete(work);
    }
  }

  static List<Contender> contenders(Path folder) {
    return List.of(
        new BackfillContender(folder, 1), new BackfillContender(folder, 2), new DecodeAlone());
  }
}
