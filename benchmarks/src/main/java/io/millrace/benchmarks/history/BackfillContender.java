package io.millrace.benchmarks.history;

import io.millrace.application.backfill.Backfill;
import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.wire.History;
import io.millrace.benchmarks.contest.Contender;
import io.millrace.domain.policy.Policies;
import io.millrace.files.InputFolder;
import io.millrace.files.OutputFolder;
import io.millrace.json.JsonWireFormat;
import java.nio.file.Path;

/** The backfill of a folder, with every decision that reads what is in it. */
record BackfillContender(Path folder, int threads) implements Contender {
  @Override
  public String name() {
    return "backfill, threads: " + threads;
  }

  @Override
  public void run(Path input, Path output) throws Exception {
    OutputFolder results =
        OutputFolder.prepare(
            output,
            true,
            Catalogue.installed().results(Engine.MACHINE, Policies.DEFAULT, false),
            Catalogue.installed().resultTypes());
    try (History history = InputFolder.open(folder, Catalogue.installed().streams()).history();
        OutputFolder.Writing writing = results.write()) {
      new Backfill(Catalogue.installed(), Policies.DEFAULT, new JsonWireFormat(), threads)
          .run(history.splits(), writing, (records, bytes) -> {});
      writing.complete();
    }
  }
}
