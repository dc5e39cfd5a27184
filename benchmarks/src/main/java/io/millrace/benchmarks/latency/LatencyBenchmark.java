package io.millrace.benchmarks.latency;

import io.millrace.benchmarks.Benchmark;
import io.millrace.benchmarks.contest.Cluster;
import io.millrace.benchmarks.contest.Contender;
import io.millrace.benchmarks.contest.Contest;
import io.millrace.benchmarks.contest.Setup;
import io.millrace.benchmarks.contest.Setup.Backend;
import io.millrace.benchmarks.logins.LoginInput;
import io.millrace.files.UsageException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * From the reading of an event to the signal that an alert is raised, at a steady rate; then the
 * price, as a contest in a burst of the job with signals against the one without. With Kafka, from
 * an event that is written there to the alert that is read there.
 */
@Command(
    name = "latency",
    description = "How soon an alert is raised ahead of the watermark, and what that costs.")
public final class LatencyBenchmark implements Benchmark {
  private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "5000",
      description = "Events a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "120",
      description =
          "How long, after a third of that for warming up (default: ${DEFAULT-VALUE}; 0: only the"
              + " price).")
  private int seconds;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "2",
      description = "Parallelism of the jobs (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  @Option(
      names = "--checkpoints",
      paramLabel = "MS",
      defaultValue = "60000",
      description =
          "Milliseconds between checkpoints, 0 for none (default: ${DEFAULT-VALUE}, as the managed"
              + " service does).")
  private long checkpointsMs;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Records of the burst (default: ${DEFAULT-VALUE}; 0: only the latency).")
  private long records;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Rounds of the burst, after one for warming up (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--kafka",
      description = "Only the latency, from a topic of Kafka to a topic of Kafka.")
  private boolean kafka;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Same seed, same input (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public void run(PrintStream out) throws Exception {
    if (rate < 1
        || parallelism < 1
        || rounds < 1
        || seconds < 0
        || records < 0
        || checkpointsMs < 0) {
      throw new UsageException(
          "--rate, --parallelism and --rounds must be at least 1, and the other numbers at least"
              + " 0");
    }
    Path work = Files.createTempDirectory("millrace-bench");
    try {
      for (Backend backend : Backend.values()) {
        Setup setup = new Setup(backend, parallelism, Duration.ofMillis(checkpointsMs), 0);
        try (Cluster cluster = Cluster.start(setup, work)) {
          if (kafka) {
            KafkaLatency.Measured measured =
                KafkaLatency.measure(cluster, work, rate, seconds, seed);
            print("from an event in Kafka to RAISED in Kafka", setup, measured.raised(), out);
            print("from an event in Kafka to alerts in Kafka", setup, measured.decided(), out);
          } else if (seconds > 0) {
            Histogram measured = RaisedLatency.measure(cluster, rate, seconds, seed);
            print("from reading an event to RAISED", setup, measured, out);
          }
          if (records > 0 && !kafka) {
            contest(cluster, work, out);
          }
        }
      }
    } finally {
      Contest.delete(work);
    }
  }

  private void contest(Cluster cluster, Path work, PrintStream out) throws Exception {
    Path input = work.resolve("logins.ndjson");
    new LoginInput(records, 50_000, rate, seed).write(input);
    List<Contender> contenders =
        List.of(new SignalContender(cluster, false), new SignalContender(cluster, true));
    new Contest("the price of signals, " + cluster.setup(), contenders, work)
        .run(input, records, rounds, out);
  }

  private void print(String what, Setup setup, Histogram ns, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%n%s, %,d events/s, %s: %,d alerts; milliseconds%n%n",
        what,
        rate,
        setup,
        ns.getTotalCount());
    out.println("| percentile | ms |");
    out.println("|--:|--:|");
    for (double percentile : PERCENTILES) {
      out.printf(
          Locale.ROOT,
          "| %s | %.2f |%n",
          percentile == 100 ? "most" : "p" + percentile,
          ns.getValueAtPercentile(percentile) / 1e6);
    }
  }
}
