package io.millrace.bootstrap.cli;

import io.millrace.bootstrap.chaos.Chaos;
import io.millrace.bootstrap.chaos.ChaosOptions;
import io.millrace.bootstrap.run.DemoJob;
import io.millrace.broker.BrokerProcess;
import io.millrace.files.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the job under faults and compares what comes out. */
@Command(
    name = "chaos",
    description = {
      "Throws faults at the job between a broker of Kafka and itself, on this machine: kills task",
      "managers, its process and the broker, restarts and scales the job, fills its disk, lets",
      "partitions go idle and come; disturbs the order, copies and damages records. Then compares",
      "every result, its key and place, and every signal, with a backfill of the same input."
    },
    sortOptions = false)
final class ChaosCommand implements Callable<Integer> {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([smh])");

  @Mixin private CatalogueOptions decisions = new CatalogueOptions();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Repeat the run of this seed (default: a new one, which is told).")
  private @Nullable Long seed;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description =
          "Repeat with new seeds until so much time is over: 90s, 30m, 8h (default: once).")
  private @Nullable String time;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many records a run (default: ${DEFAULT-VALUE}).")
  private long events;

  @Option(
      names = "--parallelism",
      paramLabel = "P",
      defaultValue = "2",
      description = "Of the job at its largest (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  @Option(
      names = "--task-managers",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many there are (default: ${DEFAULT-VALUE}).")
  private int taskManagers;

  @Override
  public Integer call() throws IOException, InterruptedException {
    decisions.catalogue();
    UsageException.requireBetween("--events", events, 1_000, 5_000_000);
    UsageException.requireBetween("--parallelism", parallelism, 2, 64);
    UsageException.requireBetween("--task-managers", taskManagers, 2, 16);
    long end = System.nanoTime() + duration().toNanos();
    long next = seed == null ? ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE) : seed;
    Path folder = Files.createTempDirectory("millrace-broker-");
    try (BrokerProcess broker = BrokerProcess.start(folder)) {
      Chaos chaos = new Chaos(broker, System.out::println);
      do {
        System.out.println("seed " + next);
        System.out.println(chaos.run(ChaosOptions.of(events, next, parallelism, taskManagers)));
        next++;
      } while (System.nanoTime() - end < 0);
    } finally {
      DemoJob.discard(folder);
    }
    return 0;
  }

  private Duration duration() {
    if (time == null) {
      return Duration.ZERO;
    }
    Matcher matcher = DURATION.matcher(time);
    require(matcher.matches(), "--for is \"" + time + "\", must be like 90s, 30m or 8h");
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }

  private static void require(boolean right, String fault) {
    if (!right) {
      throw new UsageException(fault);
    }
  }
}
