package io.millrace.bootstrap.cli;

import io.millrace.bootstrap.plan.Figures;
import io.millrace.bootstrap.plan.Load;
import io.millrace.bootstrap.plan.Sizing;
import io.millrace.files.UsageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What comes in, for the commands that plan. */
final class LoadOptions {
  private static final double MAX_PEAK = 1000;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Events a second on average, all in one stream.")
  private @Nullable Double events;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      defaultValue = "300",
      description = "Bytes of an event as it comes in (default: ${DEFAULT-VALUE}); with --events.")
  private int bytes;

  @Option(
      names = "--stream",
      paramLabel = "NAME=EVENTSxBYTES",
      description = "Instead: what one stream brings, like logins=2000x250; once for each stream.")
  private List<String> streams = new ArrayList<>();

  @Option(
      names = "--keys",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Users, cards, products and so on at a time (default: ${DEFAULT-VALUE}).")
  private long keys;

  @Option(
      names = "--peak",
      paramLabel = "FACTOR",
      defaultValue = "2",
      description =
          "How much more the busiest minute brings than the average (default: ${DEFAULT-VALUE}).")
  private double peak;

  List<Load> loads() {
    Double given = events;
    if ((given == null) == streams.isEmpty()) {
      throw new UsageException(
          "give what comes in: either --events and --bytes, or --stream NAME=EVENTSxBYTES for each"
              + " stream");
    }
    if (given != null) {
      return List.of(new Load("events", given, bytes));
    }
    List<Load> loads = streams.stream().map(Load::parse).toList();
    Set<String> names = new HashSet<>();
    for (Load load : loads) {
      if (!names.add(load.stream())) {
        throw new UsageException("--stream names " + load.stream() + " twice");
      }
    }
    return loads;
  }

  /** The loads, where it must be known which stream each is of. */
  List<Load> loadsByStream() {
    if (streams.isEmpty()) {
      throw new UsageException("give what each stream brings: --stream NAME=EVENTSxBYTES");
    }
    return loads();
  }

  Sizing sizing(Figures figures) {
    UsageException.requireBetween("--keys", keys, 1, 100_000_000_000L);
    if (!(peak >= 1 && peak <= MAX_PEAK)) {
      throw new UsageException("--peak is " + peak + ", must be from 1 to 1000");
    }
    return new Sizing(loads(), keys, peak, figures);
  }
}
