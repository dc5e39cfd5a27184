package io.millrace.bootstrap.cli;

import io.millrace.domain.event.Stream;
import io.millrace.files.OwnFile;
import io.millrace.files.Reason;
import io.millrace.files.UsageException;
import io.millrace.traffic.TrafficFiles;
import io.millrace.traffic.TrafficProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "generate",
    description = "Writes synthetic traffic of all streams, with labelled incidents in it.",
    sortOptions = false)
final class GenerateCommand implements Callable<Integer> {
  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description =
          "Folder for one <stream>.ndjson file a stream and labels.ndjson; created if it is not there.")
  private Path output = Path.of(".");

  @Option(
      names = "--events",
      paramLabel = "N",
      required = true,
      description = "How many records, over all streams.")
  private long events;

  @Option(
      names = "--seed",
      paramLabel = "S",
      required = true,
      description = "Same seed, same bytes.")
  private long seed;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "50",
      description =
          "Mean events a second of event time, over all streams (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(names = "--overwrite", description = "Replace streams that the output folder holds.")
  private boolean overwrite;

  @Override
  public Integer call() throws IOException {
    TrafficProfile profile = profile();
    prepareOutput();
    Terminal terminal = Terminal.progress("events", events);
    Map<Stream, Long> written =
        TrafficFiles.write(profile, output, done -> terminal.at(done, done));
    terminal.done();
    written.forEach(
        (stream, count) ->
            System.out.println(String.format(Locale.ROOT, "%-24s%,12d", stream.id(), count)));
    return 0;
  }

  private TrafficProfile profile() {
    try {
      return TrafficProfile.of(events, seed).withRate(rate);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private void prepareOutput() {
    try {
      Files.createDirectories(output);
    } catch (IOException e) {
      throw new UsageException(
          "--output is \""
              + output
              + "\", which cannot be made a folder: "
              + Reason.of(e)
              + "; name another");
    }
    for (Stream stream : Stream.BUILT_IN) {
      Path file = output.resolve(stream.id() + ".ndjson");
      if (OwnFile.exists(file) && !overwrite) {
        throw new UsageException(
            "--output already holds " + file + ": name another folder, or allow --overwrite");
      }
    }
  }
}
