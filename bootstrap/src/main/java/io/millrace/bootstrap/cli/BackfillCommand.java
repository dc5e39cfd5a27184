package io.millrace.bootstrap.cli;

import io.millrace.application.backfill.Backfill;
import io.millrace.application.intake.RunSummary;
import io.millrace.application.wire.RecordSource;
import io.millrace.bootstrap.files.FileSplit;
import io.millrace.bootstrap.files.InputFolder;
import io.millrace.bootstrap.files.OutputFolder;
import io.millrace.json.JsonWireFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "backfill",
    description = "Makes all decisions over a folder of history, without Flink.",
    sortOptions = false)
final class BackfillCommand implements Callable<Integer> {
  @Mixin private FolderOptions folders = new FolderOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    InputFolder input = folders.input();
    OutputFolder output = folders.output();
    List<RecordSource> splits = new ArrayList<>();
    input.files().forEach((stream, file) -> splits.add(new FileSplit(stream, file)));
    int threads = Runtime.getRuntime().availableProcessors();
    Backfill backfill =
        new Backfill(folders.policies(), folders.scores(), new JsonWireFormat(), threads);
    long start = System.nanoTime();
    Terminal terminal = Terminal.progress("records", input.uncompressedBytes());
    try (OutputFolder.Writing writing = output.write()) {
      RunSummary summary = backfill.run(splits, writing, terminal::at);
      writing.complete();
      terminal.done();
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      SummaryTable.print(System.out, summary, output.types(), elapsed);
    }
    return 0;
  }
}
