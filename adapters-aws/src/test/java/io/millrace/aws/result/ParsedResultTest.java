package io.millrace.aws.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.application.wire.ResultLine;
import io.millrace.aws.testing.TestResults;
import io.millrace.domain.result.ResultType;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsedResultTest {
  @Test
  void the_key_is_that_of_the_decision() {
    Map<ResultType, String> keys = new HashMap<>();
    for (ResultType type : ResultType.values()) {
      keys.put(type, ParsedResult.read(TestResults.line(type, 7)).key());
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
                Map.entry(ResultType.ALERT_SIGNALS, "%032x".formatted(7))));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ALERT_SIGNALS")
  void the_id_follows_from_the_content(ResultType type) {
    String id = ParsedResult.read(TestResults.line(type, 7)).id();
    assertThat(id).matches("[0-9a-f]{32}");
    assertThat(ParsedResult.read(TestResults.line(type, 7)).id()).isEqualTo(id);
    assertThat(ParsedResult.read(TestResults.line(type, 8)).id()).isNotEqualTo(id);
  }

  @Test
  void alerts_and_what_is_said_of_them_bring_their_ids_and_others_are_hashed() {
    assertThat(ParsedResult.read(TestResults.line(ResultType.ALERTS, 7)).id())
        .isEqualTo("00000000000000000000000000000007");
    assertThat(ParsedResult.read(TestResults.line(ResultType.ALERT_SIGNALS, 7)).id())
        .isEqualTo("00000000000000000000000000000007-RAISED");
    // printf 'late\n{"stream":"orders"}' | sha256sum
    assertThat(ParsedResult.read(line("{\"stream\":\"orders\"}")).id())
        .isEqualTo("5d8b3eb15d9366fa6b7f2a45117049cb");
  }

  @Test
  void only_fields_of_the_top_level_are_read() {
    ParsedResult fields =
        ParsedResult.read(line("{\"a\":{\"n\":1,\"x\":2},\"b\":[3],\"n\":4,\"t\":\"\\u00e9\"}"));
    assertThat(fields.count("n")).isEqualTo(4);
    assertThat(fields.text("t")).isEqualTo("é");
    assertThatThrownBy(() -> fields.text("x"))
        .hasMessage("a result of type late without the field x");
    assertThatThrownBy(() -> fields.text("a")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "1", "{\"a\":"})
  void what_is_not_an_object_is_refused(String json) {
    assertThatThrownBy(() -> ParsedResult.read(line(json)))
        .hasMessage("a result of type late that is not a JSON object");
  }

  private static ResultLine line(String json) {
    return new ResultLine(ResultType.LATE, json.getBytes(StandardCharsets.UTF_8));
  }
}
