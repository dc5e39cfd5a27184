package io.millrace.aws.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.testing.ServiceFaults;
import io.millrace.aws.testing.TestResults;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What any sink into a service of AWS does: results arrive at least once, unchanged. The service is
 * a real one, an emulator, or a stub; the sink is anybody's.
 */
abstract class SinkContract {
  static final long SEED = Long.getLong("millrace.seed", 20261123L);

  /** A reporter ends with its cluster. */
  private static InMemoryReporter metrics = InMemoryReporter.createWithRetainedMetrics();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER = new MiniClusterExtension(SinkContract::cluster);

  @TempDir protected Path folder = Path.of(".");

  private static MiniClusterResourceConfiguration cluster() {
    metrics = InMemoryReporter.createWithRetainedMetrics();
    return new MiniClusterResourceConfiguration.Builder()
        .setNumberSlotsPerTaskManager(4)
        .setConfiguration(metrics.addToConfiguration(new Configuration()))
        .build();
  }

  static Map<String, Metric> metrics(JobID job) {
    return metrics.getMetricsByIdentifiers(job);
  }

  /** Lets the service fail like this from now on, before the job starts. */
  protected abstract void startService(ServiceFaults faults) throws Exception;

  /** A sink into the service. */
  protected abstract Sink<ResultLine> sink();

  /** The results that the service holds, as JSON, each as often as it has it. */
  protected abstract Collection<String> arrived() throws Exception;

  /** What is sent. */
  protected abstract ResultType type();

  /** How many results a test sends: what the service does in some seconds. */
  protected abstract int count();

  @Test
  void all_results_arrive() throws Exception {
    startService(ServiceFaults.NONE);
    ResultType type = type();

    new SinkJob(folder, count(), number -> TestResults.line(type, number)).run(sink());

    assertThat(new HashSet<>(arrived())).isEqualTo(texts(number -> true, this::ordinary));
  }

  @Test
  void all_results_arrive_though_calls_fail_in_part_or_as_a_whole() throws Exception {
    startService(ServiceFaults.some(SEED));
    ResultType type = type();

    new SinkJob(folder, count(), number -> TestResults.line(type, number)).run(sink());

    assertThat(new HashSet<>(arrived()))
        .as("seed %s", SEED)
        .isEqualTo(texts(number -> true, this::ordinary));
  }

  @Test
  void all_results_arrive_after_a_restart() throws Exception {
    startService(ServiceFaults.NONE);
    ResultType type = type();

    new SinkJob(folder, count(), number -> TestResults.line(type, number)).crashing().run(sink());

    assertThat(new HashSet<>(arrived())).isEqualTo(texts(number -> true, this::ordinary));
  }

  final ResultLine ordinary(long number) {
    return TestResults.line(type(), number);
  }

  final Set<String> texts(LongPredicate which, LongFunction<ResultLine> results) {
    return LongStream.range(0, count())
        .filter(which)
        .mapToObj(results)
        .map(TestResults::text)
        .collect(Collectors.toSet());
  }
}
