package io.millrace.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.contest.Cluster;
import io.millrace.benchmarks.contest.Setup;
import io.millrace.benchmarks.contest.Setup.Backend;
import java.nio.file.Path;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaisedLatencyTest {
  /** All of it within a burst of event time: at ten times the rate users come back soon. */
  @Test
  void alerts_that_are_raised_are_measured(@TempDir Path work) throws Exception {
    Setup setup = new Setup(Backend.HEAP, 2, Duration.ZERO, 0);
    try (Cluster cluster = Cluster.start(setup, work)) {
      Histogram found = RaisedLatency.measure(cluster, 50_000, 2, 1);
      assertThat(found.getTotalCount()).isPositive();
      assertThat(found.getMinValue()).isNotNegative();
    }
  }
}
