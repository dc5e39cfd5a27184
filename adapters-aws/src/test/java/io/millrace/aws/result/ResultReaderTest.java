package io.millrace.aws.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.wire.ResultEncoder;
import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.ResultType;
import io.millrace.aws.testing.TestResults;
import io.millrace.domain.customers.CustomerOrders;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertSignal;
import io.millrace.domain.result.Measure;
import io.millrace.domain.result.Result;
import io.millrace.domain.result.Severity;
import io.millrace.json.JsonWireFormat;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultReaderTest {
  @Test
  void the_key_is_that_of_the_decision() {
    Map<ResultType, String> keys = new HashMap<>();
    for (ResultType type : Catalogue.installed().resultTypes()) {
      keys.put(type, TestResults.line(type, 7).key());
    }
    assertThat(keys)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry(ResultType.ALERTS, "card-7"),
                Map.entry(ResultType.CUSTOMER_ORDERS, "c7"),
                Map.entry(ResultType.PRODUCT_REVENUE, "p7"),
                Map.entry(ResultType.ENDPOINT_LATENCY, "GET /7"),
                Map.entry(ResultType.DASHBOARD_MINUTES, "dashboard"),
                Map.entry(ResultType.FULFILLMENTS, "p1"),
                Map.entry(ResultType.ENRICHED_ORDERS, "p7"),
                Map.entry(ResultType.SCORES, "s7"),
                Map.entry(ResultType.REJECTIONS, "logins"),
                Map.entry(ResultType.LATE, "orders"),
                Map.entry(ResultType.FAILED_LOGIN_WINDOWS, "u7"),
                Map.entry(ResultType.INCIDENTS, "latency:GET /7"),
                Map.entry(ResultType.ALERT_SIGNALS, "%032x".formatted(7))));
  }

  static List<ResultType> decided() {
    return Catalogue.installed().resultTypes().stream()
        .filter(type -> !type.equals(ResultType.ALERT_SIGNALS))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("decided")
  void the_id_follows_from_the_content(ResultType type) {
    String id = TestResults.line(type, 7).id();
    assertThat(id).matches("[0-9a-f]{32}");
    assertThat(TestResults.line(type, 7).id()).isEqualTo(id);
    assertThat(TestResults.line(type, 8).id()).isNotEqualTo(id);
  }

  @Test
  void alerts_and_what_is_said_of_them_bring_their_ids_and_others_are_hashed() {
    assertThat(TestResults.line(ResultType.ALERTS, 7).id())
        .isEqualTo("00000000000000000000000000000007");
    assertThat(TestResults.line(ResultType.ALERT_SIGNALS, 7).id())
        .isEqualTo("00000000000000000000000000000007-RAISED");
    // printf 'late\n{"stream":"orders"}' | sha256sum
    assertThat(read("{\"stream\":\"orders\"}").id()).isEqualTo("5d8b3eb15d9366fa6b7f2a45117049cb");
  }

  @Test
  void only_fields_of_the_top_level_are_read() {
    ResultLine line = read("{'a':{'stream':'x','y':2},'b':[3],'stream':'\\u00e9'}");
    assertThat(line.found()).containsExactly("é");
    assertThat(line.text("stream")).isEqualTo("é");
    assertThatThrownBy(() -> line.text("a")).hasMessage("late are not found by a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'a':{'stream':'x'}}", "{'stream':['x']}"})
  void what_misses_a_field_that_it_is_found_by_is_refused(String json) {
    assertThatThrownBy(() -> read(json))
        .hasMessage("a result of type late without the field stream");
  }

  @Test
  void of_a_signal_the_alert_is_read_too() {
    ResultLine signal = TestResults.line(ResultType.ALERT_SIGNALS, 7);
    ResultLine alert = TestResults.line(ResultType.ALERTS, 7);
    assertThat(signal.foundWithin()).isEqualTo(alert.found());
    assertThat(RaisedAlert.in(signal).orElseThrow())
        .satisfies(
            raised -> {
              assertThat(raised.found()).isEqualTo(alert.found());
              assertThat(TestResults.text(raised)).isEqualTo(TestResults.text(alert));
            });
  }

  @Test
  void what_was_written_is_found_by_the_same_again() {
    ResultEncoder encoder = new JsonWireFormat().encoder();
    Alert alert =
        new Alert(
            "a\"é",
            "r",
            "1",
            "k",
            Severity.HIGH,
            7,
            3,
            List.of("e"),
            new Measure.Millis(1),
            new Measure.Millis(2),
            "why");
    for (Result result :
        List.of(
            alert,
            AlertSignal.raised(alert),
            AlertSignal.withdrawn("x"),
            new CustomerOrders("c", 3, 7, "e"))) {
      ResultLine line = encoder.line(result, null);
      assertThat(ResultReader.read(line.type(), line.json()).found()).isEqualTo(line.found());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "1", "{\"a\":"})
  void what_is_not_an_object_is_refused(String json) {
    assertThatThrownBy(() -> read(json))
        .hasMessage("a result of type late that is not a JSON object");
  }

  private static ResultLine read(String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return ResultReader.read(ResultType.LATE, bytes);
  }
}
