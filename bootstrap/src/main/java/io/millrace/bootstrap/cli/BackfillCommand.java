package io.millrace.bootstrap.cli;

import io.millrace.application.backfill.Backfill;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.gate.RunSummary;
import io.millrace.application.wire.History;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.policy.Policies;
import io.millrace.files.OutputFolder;
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

  @Mixin private ShapeOptions shapes = new ShapeOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Catalogue catalogue = shapes.with(decisions.catalogue());
    FolderOptions.Opened input = folders.open(catalogue, shapes);
    try (History history = input.history()) {
      Policies policies = folders.policies(catalogue);
      OutputFolder output =
          folders.output(catalogue, catalogue.results(Engine.MACHINE, policies, false));
      new Warnings(System.err, catalogue)
          .unread(folders.inputName(), history, folders.besideInput(shapes));
      decide(catalogue, policies, history, input.wire(), output);
    }
    return 0;
  }

  private static void decide(
      Catalogue catalogue, Policies policies, History history, WireFormat wire, OutputFolder output)
      throws IOException, InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    Backfill backfill = new Backfill(catalogue, policies, wire, threads);
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
      Warnings warnings = new Warnings(System.err, catalogue, wire);
      warnings.times(summary.times());
      warnings.rejected(summary.streams(), history);
    }
  }
}
