package io.millrace.benchmarks.logins;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.jet.Job;
import com.hazelcast.jet.core.JobStatus;
import io.millrace.benchmarks.contest.Setup;
import io.millrace.benchmarks.contest.Setup.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JetTest {
  @TempDir private Path work = Path.of(".");

  @Test
  void a_job_that_goes_on_from_a_snapshot_finds_all_attacks_once() throws Exception {
    Path input = work.resolve("logins.ndjson");
    new LoginInput(400_000, 10_000, 5_000, 7).write(input);
    Path expected = Files.createDirectory(work.resolve("expected"));
    new PlainLoop().run(input, expected);
    Path found = Files.createDirectory(work.resolve("found"));
    Jet jet = new Jet(new Setup(Backend.HEAP, 2, Duration.ofMinutes(1), 0));
    jet.prepare();
    try {
      Job job = jet.submit(input, found);
      while (job.getStatus() != JobStatus.RUNNING) {
        Thread.sleep(1);
      }
      job.restart();
      job.join();
    } finally {
      jet.release();
    }
    assertThat(lines(found)).containsExactlyInAnyOrderElementsOf(lines(expected));
  }

  private static List<String> lines(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    try (java.util.stream.Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }
}
