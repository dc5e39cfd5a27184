package io.millrace.bootstrap.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.application.wire.ResultType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private final List<Right> right = new ArrayList<>();
  private final List<Arrived> arrived = new ArrayList<>();

  @Test
  void what_is_lost_doubled_or_different_is_seen() {
    right("a", 1, 2, 3);
    arrived("a", 0, count("a", 1), count("a", 1), count("a", 2), count("a", 4));

    Verdict verdict = verdict(ResultType.CUSTOMER_ORDERS);

    assertThat(verdict).asString().startsWith("1 lost, 1 doubled, 1 different, 0 out of order");
    assertThat(verdict.examples())
        .containsExactly(
            "missing in customer_orders: " + count("a", 3),
            "twice in customer_orders: " + count("a", 1),
            "not right in customer_orders: " + count("a", 4));
    assertThat(verdict.isRight()).isFalse();
  }

  @Test
  void results_of_a_key_that_change_places_are_out_of_order() {
    right("a", 1, 2);
    right("b", 1, 2);
    arrived("a", 0, count("a", 2));
    arrived("b", 0, count("b", 1));
    arrived("a", 0, count("a", 1));
    arrived("b", 0, count("b", 2));

    assertThat(verdict(ResultType.CUSTOMER_ORDERS))
        .hasToString(
            "0 lost, 0 doubled, 0 different, 1 out of order, 0 misplaced, 0 contradictory");
  }

  @Test
  void a_result_without_its_key_or_in_another_partition_is_misplaced() {
    right("a", 1, 2, 3);
    arrived(null, 0, count("a", 1));
    arrived("a", 0, count("a", 2));
    arrived("a", 1, count("a", 3));

    assertThat(verdict(ResultType.CUSTOMER_ORDERS)).asString().contains(" 2 misplaced");
  }

  @Test
  void a_header_that_is_missing_makes_a_difference() {
    right.add(new Right("{\"stream\":\"logins\"} traceparent: 00-1-2-01", "logins-0"));
    arrived("logins", 0, "{\"stream\":\"logins\"}");

    assertThat(verdict(ResultType.LATE)).asString().startsWith("1 lost, 0 doubled, 1 different");
  }

  @Test
  void signals_keep_their_word() {
    alert("x");
    signals("x", "RAISED", "CONFIRMED");
    signals("y", "RAISED", "WITHDRAWN");

    assertThat(verdict(ResultType.ALERT_SIGNALS).isRight()).isTrue();
  }

  @Test
  void every_other_word_about_an_alert_is_a_contradiction() {
    alert("silent");
    alert("late");
    alert("twice");
    alert("open");
    alert("withdrawn");
    signals("late", "CONFIRMED", "RAISED");
    signals("twice", "RAISED", "RAISED", "CONFIRMED");
    signals("open", "RAISED");
    signals("withdrawn", "RAISED", "WITHDRAWN");
    signals("unknown", "RAISED", "CONFIRMED");
    signals("left", "RAISED");

    assertThat(verdict(ResultType.ALERT_SIGNALS)).asString().endsWith(" 7 contradictory");
  }

  @Test
  void an_alert_that_is_raised_as_another_is_a_contradiction() {
    right.add(new Right(alertOf("x", "user-2"), "user-2"));
    signals("x", "RAISED", "CONFIRMED");

    assertThat(verdict(ResultType.ALERT_SIGNALS)).asString().endsWith(" 1 contradictory");
  }

  private Verdict verdict(ResultType type) {
    ResultType of = type.equals(ResultType.ALERT_SIGNALS) ? ResultType.ALERTS : type;
    List<Arrived> typed =
        arrived.stream()
            .map(one -> new Arrived(type, one.key(), one.partition(), one.json(), one.headers()))
            .toList();
    return Verdict.of(Map.of(of, right), Map.of(type, typed));
  }

  private void right(String customer, int... counts) {
    for (int count : counts) {
      right.add(new Right(count(customer, count), customer));
    }
  }

  private void arrived(@Nullable String key, int partition, String... json) {
    for (String one : json) {
      arrived.add(new Arrived(ResultType.CUSTOMER_ORDERS, key, partition, one, ""));
    }
  }

  private static String count(String customer, int orders) {
    return "{\"customer_id\":\"" + customer + "\",\"orders\":" + orders + "}";
  }

  private void alert(String id) {
    right.add(new Right(alertOf(id, "user-1"), "user-1"));
  }

  private static String alertOf(String id, String key) {
    return """
        {"alert_id":"%s","rule":"r","key":"%s","severity":"HIGH","event_time":"t",\
        "evidence":["e-1","e-2"],"observed":1}"""
        .formatted(id, key);
  }

  private void signals(String id, String... phases) {
    for (String phase : phases) {
      String alert = phase.equals("RAISED") ? ",\"alert\":" + alertOf(id, "user-1") : "";
      arrived(id, 0, "{\"alert_id\":\"" + id + "\",\"phase\":\"" + phase + "\"" + alert + "}");
    }
  }
}
