package io.millrace.bootstrap.run;

import io.millrace.application.backfill.Backfill;
import io.millrace.application.backfill.RunSummary;
import io.millrace.application.catalogue.Policies;
import io.millrace.bootstrap.files.InputFolder;
import io.millrace.bootstrap.files.OutputFolder;
import io.millrace.domain.result.ResultType;
import io.millrace.flink.FileJob;
import io.millrace.flink.JobSpec;
import io.millrace.json.JsonWireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;

/** The Flink job from a folder of streams to a folder of results. */
public final class FolderRun {
  private FolderRun() {}

  /** Runs the job to its end, and then makes one file of each result. */
  public static RunSummary execute(
      InputFolder input,
      OutputFolder output,
      Policies policies,
      boolean scores,
      int parallelism,
      Backfill.Progress progress)
      throws IOException, InterruptedException {
    Path parts = Files.createTempDirectory(output.path(), ".parts");
    try {
      JobSpec spec = new JobSpec(policies, scores, new JsonWireFormat());
      FileJob job = new FileJob(spec, input.files(), parts);
      RunSummary summary = job.run(parallelism, new Configuration(), progress::read);
      Map<ResultType, Long> results = new EnumMap<>(ResultType.class);
      for (Map.Entry<ResultType, Path> file : output.fresh().entrySet()) {
        long count = job.collect(file.getKey(), file.getValue());
        if (count > 0) {
          results.put(file.getKey(), count);
        }
      }
      return new RunSummary(summary.streams(), summary.decisions(), results);
    } finally {
      delete(parts);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> inside;
    try (Stream<Path> files = Files.walk(folder)) {
      inside = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : inside) {
      Files.deleteIfExists(file);
    }
  }
}
