package io.millrace.benchmarks.logins;

import io.millrace.benchmarks.Benchmark;
import io.millrace.benchmarks.contest.Cluster;
import io.millrace.benchmarks.contest.Contender;
import io.millrace.benchmarks.contest.Contest;
import io.millrace.benchmarks.contest.ContestOptions;
import io.millrace.benchmarks.contest.MillraceContender;
import io.millrace.benchmarks.contest.Setup;
import io.millrace.domain.event.Stream;
import io.millrace.files.UsageException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whole jobs that look for password attacks. */
@Command(
    name = "logins",
    description = "Whole jobs that look for password attacks, ours and its rivals.")
public final class LoginsBenchmark implements Benchmark {
  @Mixin private ContestOptions options = new ContestOptions();

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "50000",
      description = "Over how many users (default: ${DEFAULT-VALUE}).")
  private int users;

  @Option(
      names = "--one-failure-in",
      paramLabel = "N",
      defaultValue = "10",
      description = "One login in so many fails (default: ${DEFAULT-VALUE}).")
  private int oneFailureIn;

  @Option(
      names = "--with-cep",
      description = "Flink CEP and SQL on RocksDB too, which takes minutes.")
  private boolean withCep;

  @Override
  public void run(PrintStream out) throws Exception {
    Path work = Files.createTempDirectory("millrace-bench");
    try {
      Path input = work.resolve("logins.ndjson");
      UsageException.requireBetween("--one-failure-in", oneFailureIn, 1, 1_000_000);
      new LoginInput(options.records(), users, options.perSecond(), options.seed(), oneFailureIn)
          .write(input);
      for (Setup setup : options.setups()) {
        try (Cluster cluster = Cluster.start(setup, work)) {
          new Contest("logins, " + setup, options.chosen(contenders(cluster, withCep)), work)
              .run(input, options.records(), options.rounds(), out);
        }
      }
    } finally {
      Contest.delete(work);
    }
  }

  /**
   * On RocksDB, CEP is so slow that it would be all of the time, and so is SQL, whose patterns are
   * CEP's; {@code --with-cep} has both. Esper and Jet have state of their own.
   */
  static List<Contender> contenders(Cluster cluster, boolean withCep) {
    List<Contender> contenders =
        new ArrayList<>(
            List.of(
                new MillraceContender(cluster, Stream.LOGINS, "brute-force-login"),
                new PlainLoop(),
                new Minimal(cluster),
                new Usual(cluster)));
    if (cluster.setup().backend() == Setup.Backend.HEAP) {
      contenders.add(new Esper());
      contenders.add(new Jet(cluster.setup()));
    }
    if (withCep || cluster.setup().backend() == Setup.Backend.HEAP) {
      contenders.add(new Cep(cluster));
      contenders.add(MillraceContender.inCep(cluster, Stream.LOGINS, "brute-force-login"));
      contenders.add(MillraceContender.inSql(cluster, Stream.LOGINS, "brute-force-login"));
    }
    return contenders;
  }
}
