package io.millrace.application.decisions;

import static io.millrace.application.decisions.Given.DAY;
import static io.millrace.application.decisions.Given.SECOND;
import static io.millrace.application.decisions.Given.at;
import static io.millrace.application.decisions.Given.reading;
import static io.millrace.application.decisions.Given.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.anomaly.Detector;
import io.millrace.domain.event.Reading;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.Measure.Real;
import io.millrace.domain.result.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ZScoreTest {
  static final Policies POLICIES =
      Policies.DEFAULT.with(AnomalyPolicy.SECTION, AnomalyPolicy.DEFAULT.with(Detector.Z_SCORE));

  @Test
  void with_29_values_nothing_is_anomalous_and_with_30_it_is() {
    assertThat(found(series().of(29, 0).then(1e6))).isEmpty();
    assertThat(found(series().of(30, 0).then(1e6))).containsExactly("1000000.0 over " + 3 * 1e-9);
  }

  @Test
  void a_series_without_variance_has_the_floor_as_its_standard_deviation() {
    assertThat(found(series().of(30, 0).then(3 * 1e-9))).isEmpty();
    assertThat(found(series().of(30, 0).then(Math.nextUp(3 * 1e-9)))).hasSize(1);
    assertThat(found(series().of(30, 1024).then(1024 + 3e-6))).isEmpty();
    assertThat(found(series().of(30, 1024).then(1024 + 3.1e-6))).hasSize(1);
  }

  @Test
  void exactly_three_standard_deviations_are_not_anomalous_and_a_little_more_is() {
    assertThat(found(withDeviationTwo().then(6))).isEmpty();
    assertThat(found(withDeviationTwo().then(Math.nextUp(6.0)))).hasSize(1);
    assertThat(found(withDeviationTwo().then(-6))).isEmpty();
    assertThat(found(withDeviationTwo().then(-7))).containsExactly("-7.0 under -6.0");
  }

  @Test
  void a_latency_is_anomalous_only_above() {
    assertThat(foundIn(latencies(100, 1))).isEmpty();
    assertThat(foundIn(latencies(100, 1000))).containsExactly("1000.0 over 100.0000003");
  }

  @Test
  void an_alert_on_a_latency_names_the_series_and_the_request() {
    List<StreamEvent> requests = latencies(100, 250);
    Alert alert = alerts(requests).get(0);

    assertThat(alert)
        .isEqualTo(
            new Alert(
                "5d1ed4a9f342c0d3eef5d70c328d78ec",
                "anomaly",
                "1",
                "latency:e-1",
                Severity.MEDIUM,
                at(30 * SECOND),
                at(30 * SECOND),
                List.of("spike"),
                new Real(250),
                new Real(100 + 3 * 1e-7),
                alert.explanation()));
    assertThat(alert.explanation()).contains("latency:e-1", "250", "100");
  }

  @Test
  void the_evidence_of_a_reading_is_its_series_and_time() {
    Alert alert = alerts(List.copyOf(series().of(30, 0).then(9).readings)).get(0);

    assertThat(alert.evidence()).containsExactly("s-1@2026-11-23T10:00:30.000Z");
    assertThat(alert.key()).isEqualTo("s-1");
  }

  @Test
  void a_value_inside_an_episode_raises_nothing() {
    assertThat(found(withDeviationTwo().then(1000, -1e6, 1e7))).containsExactly("1000.0 over 6.0");
  }

  @Test
  void four_calm_values_do_not_end_an_episode_and_five_do() {
    assertThat(found(withDeviationTwo().then(1000).of(4, 0).then(1e6))).hasSize(1);
    assertThat(found(withDeviationTwo().then(1000).of(5, 0).then(1e6))).hasSize(2);
  }

  @Test
  void an_anomalous_value_inside_an_episode_starts_the_calm_anew() {
    assertThat(found(withDeviationTwo().then(1000).of(4, 0).then(1e5).of(4, 0).then(1e7)))
        .hasSize(1);
    assertThat(found(withDeviationTwo().then(1000).of(4, 0).then(1e5).of(5, 0).then(1e7)))
        .hasSize(2);
  }

  @Test
  void an_anomalous_value_joins_the_history() {
    assertThat(found(series().of(30, 0).then(1000).of(5, 0).then(100))).hasSize(1);
  }

  @Test
  void only_the_last_100_values_count() {
    assertThat(found(series().then(1e6).of(99, 0).then(1))).isEmpty();
    assertThat(found(series().then(1e6).of(100, 0).then(1))).hasSize(1);
  }

  @Test
  void a_series_starts_anew_after_more_than_7_days() {
    assertThat(found(series().of(30, 0).after(7 * DAY).then(9))).hasSize(1);
    assertThat(found(series().of(30, 0).after(7 * DAY + 1).then(9))).isEmpty();
  }

  @Test
  void an_episode_is_forgotten_with_its_series() {
    assertThat(found(series().of(30, 0).then(9).after(7 * DAY + 1).then(0).of(29, 0).then(9)))
        .hasSize(2);
  }

  @Test
  void a_series_is_forgotten_after_7_days() {
    DecisionReplay<?, ?, ?> replay =
        DecisionReplay.of("anomaly", POLICIES).given(reading(1, at(0)));

    replay.advanceTo(at(7 * DAY - 1));
    assertThat(replay.keys()).isEqualTo(1);
    replay.finished();
    assertThat(replay.keys()).isZero();
  }

  @Test
  void values_of_1e150_do_not_overflow() {
    assertThat(found(series().of(30, 1e150).then(-1e150))).hasSize(1);
    assertThat(found(series().of(50, 1e150).of(50, -1e150).then(1e150, -1e150))).hasSize(1);
  }

  @Test
  void values_at_one_instant_are_taken_in_the_order_of_their_ids() {
    List<StreamEvent> requests = latencies(100, 100);
    requests.add(request("x2", 900, at(31 * SECOND)));
    requests.add(request("x1", 800, at(31 * SECOND)));

    assertThat(foundIn(requests)).containsExactly("800.0 over 100.0000003");
  }

  static Series series() {
    return new Series();
  }

  /** 30 values with the mean 0 and the sample standard deviation 2, both exact. */
  static Series withDeviationTwo() {
    return series().of(26, 0).then(7, -7, 3, -3);
  }

  private static List<StreamEvent> latencies(double usual, double last) {
    List<StreamEvent> requests = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      requests.add(request("r" + i, usual, at(i * SECOND)));
    }
    requests.add(request("spike", last, at(30 * SECOND)));
    return requests;
  }

  private static List<Alert> alerts(List<StreamEvent> events) {
    return DecisionReplay.of("anomaly", POLICIES).given(events).finished().stream()
        .filter(Alert.class::isInstance)
        .map(Alert.class::cast)
        .toList();
  }

  private static List<String> found(Series series) {
    return foundIn(Collections.unmodifiableList(series.readings));
  }

  private static List<String> foundIn(List<? extends StreamEvent> events) {
    return alerts(List.copyOf(events)).stream().map(ZScoreTest::text).toList();
  }

  private static String text(Alert alert) {
    double observed = ((Real) alert.observed()).value();
    double bound = ((Real) alert.threshold()).value();
    String side = observed > bound ? "over" : "under";
    return String.format(Locale.ROOT, "%s %s %s", observed, side, bound);
  }

  /** Readings, one a second. */
  static final class Series {
    final List<Reading> readings = new ArrayList<>();
    private long nextMs = at(0);

    Series then(double... values) {
      for (double value : values) {
        readings.add(reading(value, nextMs));
        nextMs += SECOND;
      }
      return this;
    }

    Series of(int count, double value) {
      for (int i = 0; i < count; i++) {
        then(value);
      }
      return this;
    }

    /** The next value comes so long after the last one. */
    Series after(long ms) {
      nextMs += ms - SECOND;
      return this;
    }
  }
}
