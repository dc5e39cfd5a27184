package io.millrace.bootstrap.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.bootstrap.run.LiveJob;
import io.millrace.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the job asks of the cluster that runs it. */
class LiveJobTest {
  @TempDir private Path folder = Path.of(".");

  private final StreamExecutionEnvironment environment =
      StreamExecutionEnvironment.createLocalEnvironment(2, new Configuration());

  private Map<String, String> before = Map.of();

  @BeforeEach
  void lay_the_job() throws IOException {
    before = configuration();
    Path config =
        new Properties()
            .with("millrace", Map.of("region", "eu-central-1", "dead_letters", "s3://bucket/dead"))
            .with("source.logins", Map.of("stream", "logins"))
            .with("source.payments", Map.of("stream", "payments"))
            .with("source.orders", Map.of("stream", "orders"))
            .with("source.inventory", Map.of("stream", "inventory"))
            .with("source.requests", Map.of("stream", "requests"))
            .with("source.readings", Map.of("stream", "readings"))
            .with("source.products", Map.of("prefix", "s3://bucket/products/"))
            .with(
                "sink.lake",
                Map.of(
                    "kind", "firehose",
                    "results", "enriched_orders, rejections, late",
                    "delivery_stream", "lake"))
            .with("sink.tables", Map.of("kind", "dynamodb", "results", "alerts"))
            .write(folder.resolve("live.json"));
    LiveJob.build(environment, Settings.read(Catalogue.installed(), config));
  }

  /** The managed service refuses a job that sets anything else in code. */
  @Test
  void it_sets_only_what_the_managed_service_lets_code_set() {
    Map<String, String> set = new HashMap<>(configuration());
    set.keySet().removeIf(key -> Objects.equals(set.get(key), before.get(key)));

    assertThat(set).isNotEmpty();
    assertThat(set.keySet())
        .allMatch(
            key ->
                key.startsWith("pipeline.")
                    || key.startsWith("table.")
                    || key.equals("execution.runtime-mode"));
    assertThat(environment.getCheckpointConfig().isCheckpointingEnabled()).isFalse();
  }

  /** So that a savepoint finds its operators again after a change of the code. */
  @Test
  void every_operator_has_a_fixed_uid_of_its_own() {
    StreamGraph graph = environment.getStreamGraph(false);
    Set<String> uids =
        graph.getStreamNodes().stream()
            .map(StreamNode::getTransformationUID)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    assertThat(uids).contains("source-logins", "gate-logins", "sink-lake");
    assertThat(graph.getStreamNodes())
        .filteredOn(node -> node.getTransformationUID() == null)
        .extracting(StreamNode::getOperatorName)
        .isEmpty();
  }

  private Map<String, String> configuration() {
    return ((Configuration) environment.getConfiguration()).toMap();
  }
}
