package io.millrace.bootstrap.run;

import io.millrace.application.backfill.Backfill;
import io.millrace.application.catalogue.JobSpec;
import io.millrace.application.gate.RunSummary;
import io.millrace.files.InputFolder;
import io.millrace.files.OutputFolder;
import io.millrace.flink.job.FileJob;
import io.millrace.flink.job.FileJobSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;

/** The Flink job from a folder of streams to a folder of results. */
public final class FolderRun {
  private static final MemorySize NETWORK = MemorySize.ofMebiBytes(128);

  private FolderRun() {}

  /** Runs the job to its end. */
  public static RunSummary execute(
      InputFolder input,
      OutputFolder output,
      JobSpec decides,
      int parallelism,
      Backfill.Progress progress)
      throws IOException, InterruptedException {
    output.clear();
    Path unfinished = output.path().resolve(".unfinished");
    FileJob.discard(unfinished);
    FileJobSpec spec =
        new FileJobSpec(input.files(), unfinished, output.path(), parallelism, decides);
    try {
      return new FileJob(local()).run(spec, progress::read);
    } catch (ExecutionException e) {
      throw new IOException("the Flink job failed: " + Causes.rootOf(e), e);
    } finally {
      FileJob.discard(unfinished);
    }
  }

  static Configuration local() {
    Configuration configuration = new Configuration();
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
    return configuration;
  }
}
