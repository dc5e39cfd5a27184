package io.millrace.bootstrap.cli;

import io.millrace.application.backfill.Backfill;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.gate.RunSummary;
import io.millrace.application.wire.History;
import io.millrace.domain.policy.Policies;
import io.millrace.files.OutputFolder;
import io.millrace.json.JsonWireFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "backfill",
    description = "Makes all decisions over a history, in a folder or in S3, without Flink.",
    sortOptions = false)
final class BackfillCommand implements Callable<Integer> {
  @Mixin private FolderOptions folders = new FolderOptions();

  @Mixin private CatalogueOptions decisions = new CatalogueOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Catalogue catalogue = decisions.catalogue();
    try (History history = folders.history(catalogue)) {
      Policies policies = folders.policies(catalogue);
      OutputFolder output =
          folders.output(catalogue, catalogue.results(Engine.MACHINE, policies, false));
      new Warnings(System.err, catalogue)
          .unread(folders.inputName(), history, folders.besideInput());
      decide(catalogue, policies, history, output);
    }
    return 0;
  }

  private void decide(Catalogue catalogue, Policies policies, History history, OutputFolder output)
      throws IOException, InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    Backfill backfill = new Backfill(catalogue, policies, new JsonWireFormat(), threads);
    long start = System.nanoTime();
    Terminal terminal = Terminal.progress("records", history.bytes());
    try (OutputFolder.Writing writing = output.write()) {
      RunSummary summary =
          backfill.run(
              history.splits(),
              writing,
              (records, bytes) -> terminal.at(records, history.bytesRead()));
      writing.complete();
      terminal.done();
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      SummaryTable.print(
          System.out, summary, decision -> Engine.MACHINE.id(), output.types(), elapsed);
      Warnings warnings = new Warnings(System.err, catalogue);
      warnings.times(summary.times());
      warnings.rejected(summary.streams(), history);
    }
  }
}
