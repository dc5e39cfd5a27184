package io.millrace.benchmarks.windows;

import io.millrace.benchmarks.Benchmark;
import io.millrace.benchmarks.contest.Cluster;
import io.millrace.benchmarks.contest.Contender;
import io.millrace.benchmarks.contest.Contest;
import io.millrace.benchmarks.contest.ContestOptions;
import io.millrace.benchmarks.contest.MillraceContender;
import io.millrace.benchmarks.contest.Setup;
import io.millrace.domain.event.Stream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whole jobs that sum up response times in sliding windows. */
@Command(
    name = "latency-windows",
    description =
        "Whole jobs with sliding windows of response times, ours, Flink's operator and Flink SQL.")
public final class WindowsBenchmark implements Benchmark {
  @Mixin private ContestOptions options = new ContestOptions();

  @Option(
      names = "--endpoints",
      paramLabel = "N",
      defaultValue = "200",
      description = "To how many endpoints (default: ${DEFAULT-VALUE}).")
  private int endpoints;

  @Override
  public void run(PrintStream out) throws Exception {
    Path work = Files.createTempDirectory("millrace-bench");
    try {
      Path input = work.resolve("requests.ndjson");
      new RequestInput(options.records(), endpoints, options.perSecond(), options.seed())
          .write(input);
      for (Setup setup : options.setups()) {
        try (Cluster cluster = Cluster.start(setup, work)) {
          new Contest("latency windows, " + setup, options.chosen(contenders(cluster)), work)
              .run(input, options.records(), options.rounds(), out);
        }
      }
    } finally {
      Contest.delete(work);
    }
  }

  static List<Contender> contenders(Cluster cluster) {
    return List.of(
        new MillraceContender(cluster, Stream.REQUESTS, "endpoint-latency"),
        new SlidingWindows(cluster),
        MillraceContender.inSql(cluster, Stream.REQUESTS, "endpoint-latency"));
  }
}
