package io.millrace.benchmarks.history;

import io.millrace.benchmarks.Benchmark;
import io.millrace.benchmarks.contest.Cluster;
import io.millrace.benchmarks.contest.Contest;
import io.millrace.benchmarks.contest.ContestOptions;
import io.millrace.benchmarks.contest.Setup;
import io.millrace.traffic.TrafficFiles;
import io.millrace.traffic.TrafficProfile;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** All decisions together, over generated traffic. */
@Command(
    name = "decisions",
    description = "All decisions over traffic of all streams: the job against the backfill.")
public final class DecisionsBenchmark implements Benchmark {
  @Mixin private ContestOptions options = new ContestOptions();

  @Override
  public void run(PrintStream out) throws Exception {
    Path work = Files.createTempDirectory("millrace-bench");
    try {
      Path folder = Files.createDirectory(work.resolve("traffic"));
      TrafficFiles.write(
          TrafficProfile.of(options.records(), options.seed()).withRate(options.perSecond()),
          folder,
          done -> {});
      Files.delete(folder.resolve(TrafficFiles.LABELS));
      for (Setup setup : options.setups()) {
        try (Cluster cluster = Cluster.start(setup, work)) {
          new Contest(
                  "all decisions, " + setup,
                  List.of(new AllDecisions(cluster), new BackfillContender(folder, 1)),
                  work)
              .run(folder, options.records(), options.rounds(), out);
        }
      }
    } finally {
      Contest.delete(work);
    }
  }
}
