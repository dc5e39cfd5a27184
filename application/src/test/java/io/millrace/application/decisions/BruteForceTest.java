package io.millrace.application.decisions;

import static io.millrace.application.decisions.Given.at;
import static io.millrace.application.decisions.Given.failure;
import static io.millrace.application.decisions.Given.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.event.Login;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.Measure.Millis;
import io.millrace.domain.result.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class BruteForceTest {
  private static final String THREE = "brute-force-login: f1 f2 f3";
  private static final String TAKEOVER = "account-takeover-suspected: f1 f2 f3 s1";

  @Test
  void three_failures_in_59_999_ms_raise_an_alert() {
    assertThat(found(failure("f1", at(0)), failure("f2", at(1)), failure("f3", at(59_999))))
        .containsExactly(THREE);
  }

  @Test
  void three_failures_in_exactly_60_s_raise_none() {
    assertThat(found(failure("f1", at(0)), failure("f2", at(1)), failure("f3", at(60_000))))
        .isEmpty();
  }

  @Test
  void three_failures_at_one_instant_raise_an_alert_in_the_order_of_their_ids() {
    assertThat(found(failure("f3", at(0)), failure("f1", at(0)), failure("f2", at(0))))
        .containsExactly(THREE);
  }

  @Test
  void ids_are_ordered_by_code_point_and_not_by_utf_16_unit() {
    String last = new String(Character.toChars(0x1F600));
    Alert alert =
        alerts(failure(last, at(0)), failure("\uFFFD", at(0)), failure("\uE000", at(0))).get(0);

    assertThat(alert.evidence()).containsExactly("\uE000", "\uFFFD", last);
  }

  @Test
  void a_later_three_matches_where_an_earlier_one_was_too_slow() {
    assertThat(
            found(
                failure("f0", at(0)),
                failure("f1", at(30_000)),
                failure("f2", at(60_000)),
                failure("f3", at(89_999))))
        .containsExactly(THREE);
  }

  @Test
  void a_success_between_failures_starts_a_new_run() {
    assertThat(
            found(
                failure("f1", at(0)),
                failure("f2", at(1)),
                success("s1", at(2)),
                failure("f3", at(3)),
                failure("f4", at(4))))
        .isEmpty();
  }

  @Test
  void a_success_at_the_instant_of_a_failure_counts_in_the_order_of_their_ids() {
    Login[] before = {failure("f1", at(0)), failure("f2", at(1)), failure("f3", at(2))};

    assertThat(found(before[0], before[1], before[2], success("e", at(2)))).isEmpty();
    assertThat(found(before[0], before[1], before[2], success("s1", at(2))))
        .containsExactly(THREE, TAKEOVER);
  }

  @Test
  void five_failures_raise_one_alert_and_six_raise_two() {
    List<Login> six =
        List.of(
            failure("f1", at(1)),
            failure("f2", at(2)),
            failure("f3", at(3)),
            failure("f4", at(4)),
            failure("f5", at(5)),
            failure("f6", at(6)));

    assertThat(found(six.subList(0, 5).toArray(new Login[0]))).containsExactly(THREE);
    assertThat(found(six.toArray(new Login[0])))
        .containsExactly(THREE, "brute-force-login: f4 f5 f6");
  }

  @Test
  void the_failures_of_other_users_do_not_count() {
    Login other = new Login("f3", "u-2", false, "192.0.2.1", at(2));

    assertThat(found(failure("f1", at(0)), failure("f2", at(1)), other)).isEmpty();
  }

  @Test
  void a_copy_of_a_failure_does_not_count_twice() {
    assertThat(found(failure("f1", at(0)), failure("f2", at(1)), failure("f2", at(1)))).isEmpty();
  }

  @Test
  void the_same_id_at_another_time_is_another_failure() {
    assertThat(found(failure("f1", at(0)), failure("f1", at(1)), failure("f1", at(2))))
        .containsExactly("brute-force-login: f1 f1 f1");
  }

  @Test
  void of_copies_that_differ_the_first_one_read_counts() {
    Login failed = failure("x", at(2));
    Login succeeded = success("x", at(2));

    assertThat(found(failure("f1", at(0)), failure("f2", at(1)), failed, succeeded))
        .containsExactly("brute-force-login: f1 f2 x");
    assertThat(found(failure("f1", at(0)), failure("f2", at(1)), succeeded, failed)).isEmpty();
  }

  @Test
  void a_success_59_999_ms_after_the_third_failure_is_a_takeover() {
    assertThat(found(threeThenSuccessAfter(59_999))).containsExactly(THREE, TAKEOVER);
  }

  @Test
  void a_success_60_s_after_the_third_failure_is_none() {
    assertThat(found(threeThenSuccessAfter(60_000))).containsExactly(THREE);
  }

  @Test
  void failures_after_the_matched_three_do_not_prolong_the_time_for_a_takeover() {
    assertThat(
            found(
                failure("f1", at(0)),
                failure("f2", at(1)),
                failure("f3", at(2)),
                failure("f4", at(59_000)),
                success("s1", at(60_002))))
        .containsExactly(THREE);
  }

  @Test
  void a_takeover_names_the_matched_three_and_not_the_failures_after_them() {
    assertThat(
            found(
                failure("f1", at(0)),
                failure("f2", at(1)),
                failure("f3", at(2)),
                failure("f4", at(3)),
                failure("f5", at(4)),
                success("s1", at(60_001))))
        .containsExactly(THREE, TAKEOVER);
  }

  @Test
  void a_takeover_follows_the_latest_of_several_matched_threes() {
    Alert last =
        alerts(
                failure("f1", at(1)),
                failure("f2", at(2)),
                failure("f3", at(3)),
                failure("f4", at(4)),
                failure("f5", at(5)),
                failure("f6", at(6)),
                success("s1", at(7)))
            .get(2);

    assertThat(last.evidence()).containsExactly("f4", "f5", "f6", "s1");
  }

  @Test
  void a_takeover_ends_the_run() {
    assertThat(
            found(
                failure("f1", at(0)),
                failure("f2", at(1)),
                failure("f3", at(2)),
                success("s1", at(3)),
                success("s2", at(4))))
        .containsExactly(THREE, TAKEOVER);
  }

  @Test
  void an_alert_says_what_was_found() {
    Alert alert =
        alerts(failure("f1", at(7)), failure("f2", at(20)), failure("f3", at(50_007))).get(0);

    assertThat(alert)
        .isEqualTo(
            new Alert(
                "d12fb78df2ae7de71071489e00c12fca",
                "brute-force-login",
                "1",
                "u-1",
                Severity.HIGH,
                at(50_007),
                at(7),
                List.of("f1", "f2", "f3"),
                new Millis(50_000),
                new Millis(60_000),
                alert.explanation()));
    assertThat(alert.explanation()).contains("u-1", "3 ", "50000", "60000").endsWith(".");
  }

  @Test
  void a_takeover_says_what_was_found() {
    Alert alert = alerts(threeThenSuccessAfter(1234)).get(1);

    assertThat(alert)
        .isEqualTo(
            new Alert(
                "6a50e8ca51550095de5ab04a04a24d4c",
                "account-takeover-suspected",
                "1",
                "u-1",
                Severity.CRITICAL,
                at(1236),
                at(0),
                List.of("f1", "f2", "f3", "s1"),
                new Millis(1234),
                new Millis(60_000),
                alert.explanation()));
    assertThat(alert.explanation()).contains("u-1", "1234", "60000").endsWith(".");
  }

  private static Login[] threeThenSuccessAfter(long ms) {
    return new Login[] {
      failure("f1", at(0)), failure("f2", at(1)), failure("f3", at(2)), success("s1", at(2 + ms))
    };
  }

  private static List<Alert> alerts(Login... logins) {
    return DecisionReplay.decide("brute-force-login", logins).stream()
        .map(Alert.class::cast)
        .toList();
  }

  private static List<String> found(Login... logins) {
    return alerts(logins).stream()
        .map(alert -> alert.rule() + ": " + String.join(" ", alert.evidence()))
        .toList();
  }
}
