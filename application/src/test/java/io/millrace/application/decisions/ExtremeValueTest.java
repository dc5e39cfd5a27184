package io.millrace.application.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.anomaly.Incident;
import io.millrace.domain.anomaly.UsualRange;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.Measure.Real;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the detector finds by default, and what it says of it. */
class ExtremeValueTest {
  private static final AnomalyPolicy POLICY = AnomalyPolicy.DEFAULT;
  private static final long SECOND = Given.SECOND;
  private static final long SEED = 20;

  @Test
  void with_29_values_nothing_is_anomalous_and_with_30_it_is() {
    assertThat(readings(29, SECOND).then(1e6).alerts).isEmpty();
    assertThat(readings(30, SECOND).then(1e6).alerts).hasSize(1);
    assertThat(readings(30, SECOND).then(-1e6).alerts).hasSize(1);
  }

  @Test
  void a_latency_is_anomalous_only_above() {
    assertThat(latencies(30, SECOND).then(0, 0, 0, 0, 0, 0, 0, 0).alerts).isEmpty();
    assertThat(latencies(30, SECOND).then(1e6).alerts).hasSize(1);
  }

  @Test
  void an_outage_is_one_alert_and_one_incident() {
    AnomalyRun run = latencies(1000, 100);
    Random random = new Random(SEED);
    long startMs = run.nextMs();
    for (int i = 0; i < 2000; i++) {
      run.then(20 * latency(random));
    }
    long endMs = run.nextMs() - 100;
    assertThat(run.incidents).isEmpty();
    usual(run, random, 1000);

    assertThat(run.alerts).hasSize(1);
    assertThat(run.incidents).hasSize(1);
    Alert alert = run.alerts.get(0);
    Incident incident = run.incidents.get(0);
    assertThat(alert.eventTimeMs() - startMs).isBetween(0L, 600L);
    assertThat(incident.alertId()).isEqualTo(alert.alertId());
    assertThat(incident.startedAtMs()).isBetween(startMs, alert.eventTimeMs());
    assertThat(incident.endedAtMs()).isEqualTo(endMs);
    assertThat(incident.values()).isBetween(1980L, 2000L);
    assertThat(incident.mean() / incident.expected()).isBetween(18.0, 26.0);
    assertThat(incident.worst()).isGreaterThan(2 * incident.mean());
  }

  @Test
  void an_incident_is_not_learned() {
    AnomalyRun run = latencies(1000, 100);
    Random random = new Random(SEED);
    UsualRange before = range(run);
    for (int outage = 0; outage < 20; outage++) {
      for (int i = 0; i < 600; i++) {
        run.then(20 * latency(random));
      }
      assertThat(range(run).upper()).as("outage %d", outage).isLessThan(1.5 * before.upper());
      usual(run, random, 2000);
    }

    assertThat(run.alerts).hasSize(20);
    assertThat(run.incidents).hasSize(20);
    assertThat(range(run).upper()).isLessThan(1.5 * before.upper());
  }

  @Test
  void a_shift_that_no_single_value_shows_is_found_by_a_run() {
    AnomalyRun run = latencies(5000, SECOND);
    Random random = new Random(SEED);
    long startMs = run.nextMs();
    for (int i = 0; i < 60; i++) {
      run.then(3 * latency(random));
    }

    assertThat(run.alerts).hasSize(1);
    assertThat(run.alerts.get(0).explanation())
        .matches(
            "Mean of latency of GET /cart \\d\\.?\\d* times the usual \\d+\\.?\\d* ms since"
                + " \\d\\d:\\d\\d:\\d\\d: \\d+\\.?\\d* ms over 6 values in a row above the bound of"
                + " \\d+\\.?\\d* ms\\.");
    assertThat(run.alerts.get(0).eventTimeMs() - startMs).isLessThan(60 * SECOND);
  }

  @Test
  void what_lasts_six_hours_and_300_values_is_the_new_usual() {
    AnomalyRun run = readings(1000, 10 * SECOND);
    Random random = new Random(SEED);
    for (int i = 0; i < 3000; i++) {
      run.then(500 + random.nextGaussian());
    }

    assertThat(run.alerts).hasSize(1);
    assertThat(run.incidents).hasSize(1);
    assertThat(run.incidents.get(0).values()).isEqualTo(2161);
    assertThat(run.incidents.get(0).explanation()).endsWith("; it is the new usual.");
    assertThat(range(run).expected()).isBetween(499.0, 501.0);
    assertThat(run.then(100).alerts).hasSize(2);
  }

  @Test
  void an_incident_ends_with_its_series() {
    AnomalyRun run = readings(100, SECOND).then(1e6, 2e6).end();

    assertThat(run.incidents).hasSize(1);
    assertThat(run.incidents.get(0).values()).isEqualTo(2);
    assertThat(run.incidents.get(0).worst()).isEqualTo(2e6);
    assertThat(run.incidents.get(0).explanation()).endsWith("; then there were no more values.");
  }

  @Test
  void five_calm_values_end_an_incident() {
    AnomalyRun run = readings(100, SECOND).then(1e6).then(50, 50, 50, 50);
    assertThat(run.incidents).isEmpty();
    run.then(50);
    assertThat(run.incidents).hasSize(1);
    assertThat(run.incidents.get(0).endedAtMs()).isEqualTo(run.incidents.get(0).startedAtMs());
    assertThat(run.incidents.get(0).explanation())
        .matches(
            "Series s-1 was unusual for one value: 1000000 at 10:01:40, 1000000 above the usual"
                + " \\d+\\.?\\d*; then it was usual again\\.");
  }

  @Test
  void an_alert_says_what_changed() {
    AnomalyRun run = AnomalyRun.ofReadings(POLICY, SECOND);
    for (int i = 0; i < 100; i++) {
      run.then(18 + i % 3);
    }
    Alert alert = run.then(63.25).alerts.get(0);

    assertThat(alert.observed()).isEqualTo(new Real(63.25));
    assertThat(((Real) alert.threshold()).value()).isBetween(20.0, 63.25);
    assertThat(alert.explanation())
        .matches(
            "Series s-1 was 63\\.3 at 10:01:40: 44\\.\\d above the usual 1\\d\\.?\\d*, and above the"
                + " bound of \\d+\\.?\\d*\\.");
  }

  @Test
  void spikes_of_a_series_are_found_again_and_again() {
    AnomalyRun run = readings(200, 60 * SECOND);
    Random random = new Random(SEED);
    for (int i = 0; i < 5; i++) {
      run.then(i % 2 == 0 ? 500 : -400);
      for (int j = 0; j < 200; j++) {
        run.then(50 + random.nextGaussian());
      }
    }

    assertThat(run.alerts).hasSize(5);
  }

  @Test
  void what_comes_back_all_the_time_is_usual() {
    AnomalyRun run = readings(100, 60 * SECOND);
    Random random = new Random(SEED);
    for (int i = 0; i < 6000; i++) {
      run.then(i % 30 == 0 ? 500 : 50 + random.nextGaussian());
    }

    assertThat(run.alerts).hasSizeBetween(1, 8);
  }

  @Test
  void a_step_at_the_same_hour_of_every_day_is_usual() {
    AnomalyRun run = AnomalyRun.ofReadings(POLICY, 60 * SECOND);
    Random random = new Random(SEED);
    for (int i = 0; i < 10 * 24 * 60; i++) {
      boolean isDay = i / 60 % 24 >= 9 && i / 60 % 24 < 17;
      run.then((isDay ? 90 : 50) + random.nextGaussian());
    }

    assertThat(run.alerts).hasSizeBetween(1, 3);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 50, 1e9, -1e150})
  void a_series_without_variance_tells_every_change(double value) {
    double[] values = new double[100];
    Arrays.fill(values, value);
    AnomalyRun run = AnomalyRun.ofReadings(POLICY, SECOND).then(values);
    assertThat(run.alerts).isEmpty();
    assertThat(run.then(value + Math.max(1, Math.abs(value))).alerts).hasSize(1);
  }

  @Test
  void values_of_1e150_do_not_overflow() {
    AnomalyRun run = AnomalyRun.ofReadings(AnomalyPolicy.DEFAULT, SECOND);
    Random random = new Random(SEED);
    for (int i = 0; i < 500; i++) {
      run.then(random.nextBoolean() ? 1e150 : -1e150);
    }
    UsualRange range = range(run);
    assertThat(range.lower()).isFinite();
    assertThat(range.upper()).isFinite();
    assertThat(range.expected()).isBetween(-1e150, 1e150);
  }

  @Test
  void a_larger_budget_has_tighter_bounds() {
    double last = Double.POSITIVE_INFINITY;
    for (double perWeek : new double[] {0.01, 1, 100}) {
      AnomalyRun run = AnomalyRun.ofReadings(POLICY.withFalseAlarmsPerWeek(perWeek), SECOND);
      usualReadings(run, new Random(SEED), 500);
      assertThat(range(run).upper()).isLessThan(last);
      last = range(run).upper();
    }
  }

  @Test
  void without_enough_values_there_is_no_range() {
    AnomalyRun run = AnomalyRun.ofReadings(POLICY, SECOND);
    assertThat(run.detection.usualRange(run.history, false)).isEmpty();
    usualReadings(run, new Random(SEED), 29);
    assertThat(run.detection.usualRange(run.history, false)).isEmpty();
    run.then(50);
    assertThat(run.detection.usualRange(run.history, false)).isPresent();
  }

  private static UsualRange range(AnomalyRun run) {
    return run.detection.usualRange(run.history, false).orElseThrow();
  }

  private static AnomalyRun readings(int count, long intervalMs) {
    AnomalyRun run = AnomalyRun.ofReadings(POLICY, intervalMs);
    usualReadings(run, new Random(SEED + 1), count);
    return run;
  }

  private static void usualReadings(AnomalyRun run, Random random, int count) {
    DoubleSupplier next = () -> 50 + random.nextGaussian();
    for (int i = 0; i < count; i++) {
      run.then(next.getAsDouble());
    }
  }

  private static AnomalyRun latencies(int count, long intervalMs) {
    AnomalyRun run = AnomalyRun.ofLatencies(POLICY, intervalMs);
    usual(run, new Random(SEED + 1), count);
    return run;
  }

  private static void usual(AnomalyRun run, Random random, int count) {
    for (int i = 0; i < count; i++) {
      run.then(latency(random));
    }
  }

  private static double latency(Random random) {
    return 20 * Math.exp(0.35 * random.nextGaussian());
  }
}
