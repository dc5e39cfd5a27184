package io.millrace.aws.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.deadletter.DeadLetters;
import io.millrace.aws.deadletter.FolderDeadLetters;
import io.millrace.aws.testing.LocalAccess;
import io.millrace.aws.testing.ServiceFaults;
import io.millrace.aws.testing.ServiceStub;
import io.millrace.aws.testing.SnsProtocol;
import io.millrace.aws.testing.TestResults;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.junit.jupiter.api.Test;

class SnsSinkTest extends OwnSinkContract {
  private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:alerts";

  private final SnsProtocol protocol = new SnsProtocol();

  @Override
  protected ServiceStub start(ServiceFaults faults) throws IOException {
    return ServiceStub.start(
        protocol, faults, message -> message.contains(OwnSinkContract.REFUSED));
  }

  @Override
  protected Sink<ResultLine> sink(
      ServiceStub service, DeadLetters deadLetters, SinkOptions options) {
    return sink(service, TOPIC, deadLetters, options);
  }

  private static Sink<ResultLine> sink(
      ServiceStub service, String topic, DeadLetters deadLetters, SinkOptions options) {
    return SnsSink.to(LocalAccess.to(service.endpoint()), topic, deadLetters, options);
  }

  @Override
  protected Collection<String> arrived() {
    return service().accepted();
  }

  @Override
  protected ResultType type() {
    return ResultType.ALERTS;
  }

  @Override
  protected int count() {
    return 2_000;
  }

  @Override
  protected int mostBytes() {
    return (256 << 10) - 105; // the attributes, with their names and types
  }

  @Override
  protected String described() {
    return "the SNS topic " + TOPIC;
  }

  @Test
  void an_alert_has_attributes_to_filter_by() throws Exception {
    startService(ServiceFaults.NONE);

    new SinkJob(folder, 1, number -> TestResults.line(ResultType.ALERTS, 7)).run(own());

    assertThat(protocol.accepted())
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.attributes())
                  .containsEntry("alert_id", "00000000000000000000000000000007")
                  .containsEntry("rule", "card-testing")
                  .containsEntry("severity", "CRITICAL")
                  .containsEntry("key", "card-7")
                  .hasSize(4);
              assertThat(message.group()).isEmpty();
              assertThat(message.deduplicationId()).isEmpty();
            });
  }

  @Test
  void a_signal_has_its_phase_and_the_attributes_of_the_alert_that_it_raises() throws Exception {
    startService(ServiceFaults.NONE);

    new SinkJob(folder, 1, number -> TestResults.line(ResultType.ALERT_SIGNALS, 7)).run(own());

    assertThat(protocol.accepted())
        .singleElement()
        .satisfies(
            message ->
                assertThat(message.attributes())
                    .containsEntry("alert_id", "00000000000000000000000000000007")
                    .containsEntry("phase", "RAISED")
                    .containsEntry("rule", "card-testing")
                    .containsEntry("severity", "CRITICAL")
                    .containsEntry("key", "card-7")
                    .hasSize(5));
  }

  @Test
  void a_fifo_topic_gets_groups_and_deduplication_ids() throws Exception {
    startService(ServiceFaults.NONE);
    Sink<ResultLine> sink =
        sink(
            service(), TOPIC + ".fifo", new FolderDeadLetters(folder.toUri()), SinkOptions.DEFAULT);

    new SinkJob(folder, 1, number -> TestResults.line(ResultType.ALERTS, 7)).run(sink);

    assertThat(protocol.accepted())
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.group()).isEqualTo("card-7");
              assertThat(message.deduplicationId())
                  .isEqualTo("alerts-00000000000000000000000000000007");
            });
  }

  @Test
  void an_alert_and_its_incident_are_no_copies_of_each_other() throws Exception {
    startService(ServiceFaults.NONE);
    Sink<ResultLine> sink =
        sink(
            service(), TOPIC + ".fifo", new FolderDeadLetters(folder.toUri()), SinkOptions.DEFAULT);

    new SinkJob(
            folder,
            2,
            number -> TestResults.line(number == 0 ? ResultType.ALERTS : ResultType.INCIDENTS, 7))
        .run(sink);

    assertThat(protocol.accepted())
        .extracting(SnsProtocol.Message::deduplicationId)
        .containsExactlyInAnyOrder(
            "alerts-00000000000000000000000000000007",
            "incidents-00000000000000000000000000000007");
    assertThat(protocol.accepted())
        .extracting(SnsProtocol.Message::attributes)
        .contains(
            Map.of("alert_id", "00000000000000000000000000000007", "series_id", "latency:GET /7"));
  }

  @Test
  void a_fifo_topic_gets_what_has_one_key_in_its_order_though_calls_fail() throws Exception {
    startService(ServiceFaults.throttled(SEED));
    Sink<ResultLine> sink =
        sink(
            service(), TOPIC + ".fifo", new FolderDeadLetters(folder.toUri()), SinkOptions.DEFAULT);

    new SinkJob(folder, 500, number -> TestResults.line(ResultType.ALERTS, number))
        .parallelism(1)
        .run(sink);

    Map<String, Set<String>> idsByGroup = new TreeMap<>(); // a second copy is dropped by SNS
    protocol
        .accepted()
        .forEach(
            message ->
                idsByGroup
                    .computeIfAbsent(message.group(), none -> new LinkedHashSet<>())
                    .add(message.deduplicationId()));
    assertThat(idsByGroup).as("seed %s", SEED).hasSize(100);
    assertThat(idsByGroup.values())
        .allSatisfy(ids -> assertThat(List.copyOf(ids)).hasSize(5).isSorted());
  }

  @Test
  void a_group_is_hashed_where_sns_does_not_take_the_key() {
    assertThat(SnsSink.Topic.group("GET:/a_b~")).isEqualTo("GET:/a_b~");
    assertThat(SnsSink.Topic.group("k".repeat(128))).hasSize(128);
    assertThat(SnsSink.Topic.group("k".repeat(129))).matches("[0-9a-f]{32}");
    assertThat(SnsSink.Topic.group("GET /")).matches("[0-9a-f]{32}");
    assertThat(SnsSink.Topic.group("é")).matches("[0-9a-f]{32}");
  }
}
