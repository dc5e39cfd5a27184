package io.millrace.bootstrap.cli;

import io.millrace.bootstrap.run.Redrive;
import io.millrace.bootstrap.run.RedriveCounts;
import io.millrace.bootstrap.run.RedriveCounts.Fate;
import io.millrace.config.Settings;
import io.millrace.files.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes dead letters, rejected records or a backfill's results where they belong. */
@Command(
    name = "redrive",
    description = {
      "Write dead letters to the sinks they were meant for; or, with --rejections, rejected",
      "records to their streams; or, with --results, what a backfill has decided to tables.",
      "See docs/operations.md for when to do which."
    },
    sortOptions = false)
final class RedriveCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The job's runtime properties: where letters are, and what the sinks are.")
  private Path config = Path.of(".");

  @Option(
      names = "--rejections",
      paramLabel = "FILE",
      description = "Instead of letters: a file of rejections, one a line.")
  private @Nullable Path rejections;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Instead of letters: a folder of results, as backfill writes it; with --sink.")
  private @Nullable Path results;

  @Option(
      names = "--sink",
      paramLabel = "NAME",
      description = "The sink of kind dynamodb that results go to.")
  private @Nullable String sink;

  @Option(names = "--dry-run", description = "Write nothing; say what would be written.")
  private boolean dryRun;

  @Option(
      names = "--done",
      paramLabel = "FILE",
      description = "Remember there what is written, and leave out what stands there already.")
  private @Nullable Path done;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Look at so many records and no more (default: ${DEFAULT-VALUE}).")
  private long most;

  @Mixin private CatalogueOptions decisions = new CatalogueOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    Settings settings = Settings.read(decisions.catalogue(), config);
    Terminal terminal = Terminal.progress("records", 0);
    RedriveCounts counts;
    try (Redrive redrive =
        new Redrive(settings, dryRun, most, done, seen -> terminal.at(seen, 0))) {
      counts = run(redrive);
    } finally {
      terminal.done();
    }
    print(counts);
    long refused = counts.all(Fate.REFUSED);
    if (refused > 0) {
      throw new IOException(
          refused + " records were not written; the first: " + counts.firstRefusal());
    }
    return 0;
  }

  private RedriveCounts run(Redrive redrive) throws IOException, InterruptedException {
    if (rejections != null) {
      return redrive.rejections(rejections);
    }
    if (results != null && sink != null) {
      return redrive.results(results, sink);
    }
    return redrive.letters();
  }

  private void check() {
    if (rejections != null && results != null) {
      throw new UsageException("give --rejections or --results, not both");
    }
    if ((results == null) != (sink == null)) {
      throw new UsageException("--results and --sink go together: give both or neither");
    }
    UsageException.requireBetween("--most", most, 1, 1_000_000_000);
  }

  private static void print(RedriveCounts counts) {
    StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-40s", "to"));
    for (Fate fate : Fate.values()) {
      head.append(
          String.format(
              Locale.ROOT, "%18s", fate.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    }
    System.out.println(head);
    counts
        .bySink()
        .forEach(
            (name, fates) -> {
              StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-40s", name));
              Arrays.stream(Fate.values())
                  .forEach(
                      fate ->
                          line.append(
                              String.format(Locale.ROOT, "%,18d", fates.getOrDefault(fate, 0L))));
              System.out.println(line);
            });
  }
}
