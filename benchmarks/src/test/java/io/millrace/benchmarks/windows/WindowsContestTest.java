package io.millrace.benchmarks.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.contest.Cluster;
import io.millrace.benchmarks.contest.Contest;
import io.millrace.benchmarks.contest.Setup;
import io.millrace.benchmarks.contest.Setup.Backend;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowsContestTest {
  private static final int RECORDS = 3_000;

  @TempDir private Path work = Path.of(".");

  @Test
  void flinks_windows_give_what_ours_give() throws Exception {
    Path input = work.resolve("requests.ndjson");
    new RequestInput(RECORDS, 5, 10, 7).write(input);
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    try (Cluster cluster =
        Cluster.start(new Setup(Backend.HEAP, 1, Duration.ofMillis(100), 0), work)) {
      new Contest("windows", WindowsBenchmark.contenders(cluster), work)
          .run(input, RECORDS, 1, new PrintStream(table, true, StandardCharsets.UTF_8));
    }
    assertThat(table.toString(StandardCharsets.UTF_8))
        .contains("3,000 records")
        .contains("| Flink's sliding windows |");
  }
}
