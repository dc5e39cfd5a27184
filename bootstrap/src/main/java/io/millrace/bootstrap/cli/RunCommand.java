package io.millrace.bootstrap.cli;

import io.millrace.application.intake.RunSummary;
import io.millrace.bootstrap.files.InputFolder;
import io.millrace.bootstrap.files.OutputFolder;
import io.millrace.bootstrap.files.UsageException;
import io.millrace.bootstrap.run.FolderRun;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    description = "Runs the Flink job over a folder, on a cluster in this process.",
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  private static final int MOST = 64;

  @Mixin private FolderOptions folders = new FolderOptions();

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many tasks share each decision's keys (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = "machine",
      description = "What decides; this version has the engine machine only.")
  private String engine = "machine";

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (parallelism < 1 || parallelism > MOST) {
      throw new UsageException("--parallelism is " + parallelism + ", must be from 1 to " + MOST);
    }
    if (!engine.equals("machine")) {
      throw new UsageException("--engine is \"" + engine + "\", must be machine");
    }
    InputFolder input = folders.input();
    OutputFolder output = folders.output();
    long start = System.nanoTime();
    Terminal terminal = Terminal.progress("records", input.uncompressedBytes());
    RunSummary summary =
        FolderRun.execute(
            input, output, folders.policies(), folders.scores(), parallelism, terminal::at);
    terminal.done();
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    SummaryTable.print(System.out, summary, output.types(), elapsed);
    return 0;
  }
}
