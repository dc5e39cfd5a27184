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

class KafkaLatencyTest {
  /** So many a second that users come back while it lasts. */
  @Test
  void alerts_that_arrive_in_kafka_are_measured(@TempDir Path work) throws Exception {
    Setup setup = new Setup(Backend.HEAP, 2, Duration.ZERO, 0);
    try (Cluster cluster = Cluster.start(setup, work)) {
      Histogram raised = KafkaLatency.measure(cluster, work, 20_000, 6, 1).raised();
      assertThat(raised.getTotalCount()).isPositive();
      assertThat(raised.getMinValue()).isNotNegative();
    }
  }
}
