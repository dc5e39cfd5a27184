package io.millrace.flink.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Rejection;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.View;
import org.junit.jupiter.api.Test;

class JobMetricsTest {
  private final RecordedMetrics recorded = new RecordedMetrics();
  private final AtomicLong clock = new AtomicLong(100_000);

  @Test
  void a_gate_counts_by_stream_and_rejections_by_reason() {
    GateMetrics gate = new GateMetrics(recorded, Stream.LOGINS, clock::get);
    gate.accepted();
    gate.accepted();
    gate.late();
    gate.rejected(Rejection.Reason.INVALID_UTF8);
    gate.rejected(Rejection.Reason.INVALID_TIME);
    gate.rejected(Rejection.Reason.INVALID_TIME);

    String logins = "kinesisanalytics.stream.logins.";
    assertThat(recorded.value(logins + "accepted")).isEqualTo(2);
    assertThat(recorded.value(logins + "late")).isEqualTo(1);
    assertThat(recorded.value(logins + "reason.INVALID_UTF8.rejected")).isEqualTo(1);
    assertThat(recorded.value(logins + "reason.INVALID_TIME.rejected")).isEqualTo(2);
    assertThat(recorded.all())
        .containsKeys(
            logins + "acceptedPerSecond",
            logins + "latePerSecond",
            logins + "reason.INVALID_TIME.rejectedPerSecond");
  }

  @Test
  void there_are_no_more_names_than_streams_and_reasons() {
    GateMetrics gate = new GateMetrics(recorded, Stream.LOGINS, clock::get);
    for (int round = 0; round < 3; round++) {
      for (Rejection.Reason reason : Rejection.Reason.values()) {
        gate.rejected(reason);
      }
    }

    assertThat(recorded.all()).hasSize(7 + 2 * Rejection.Reason.values().length);
  }

  @Test
  void the_age_of_a_watermark_goes_on_while_it_stands() {
    GateMetrics gate = new GateMetrics(recorded, Stream.ORDERS, clock::get);
    String age = "kinesisanalytics.stream.orders.watermarkAgeMs";
    assertThat(recorded.value(age)).as("before the first").isZero();

    gate.watermarkIs(90_000);
    assertThat(recorded.value(age)).isEqualTo(10_000);
    clock.set(160_000);
    assertThat(recorded.value(age)).isEqualTo(70_000);

    gate.watermarkIs(Long.MAX_VALUE);
    assertThat(recorded.value(age)).as("after the last").isZero();
  }

  @Test
  void a_watermark_ahead_of_the_clock_is_seen_until_the_clock_has_come_there() {
    GateMetrics gate = new GateMetrics(recorded, Stream.ORDERS, clock::get);
    String ahead = "kinesisanalytics.stream.orders.watermarkAheadMs";
    assertThat(recorded.value(ahead)).as("before the first").isZero();

    gate.highestWatermarkIs(99_000);
    assertThat(recorded.value(ahead)).as("behind the clock").isZero();
    gate.highestWatermarkIs(130_000);
    assertThat(recorded.value(ahead)).isEqualTo(30_000);
    clock.set(130_000);
    assertThat(recorded.value(ahead)).isZero();
  }

  @Test
  void a_rate_is_of_the_last_minute_and_falls_back_to_nothing() {
    GateMetrics gate = new GateMetrics(recorded, Stream.ORDERS, clock::get);
    MeterView rate =
        (MeterView)
            Objects.requireNonNull(
                recorded.all().get("kinesisanalytics.stream.orders.acceptedPerSecond"));
    for (int i = 0; i < 120; i++) {
      gate.accepted();
    }
    rate.update();
    assertThat(rate.getRate()).isEqualTo(2.0);
    for (int i = 0; i < 60; i += View.UPDATE_INTERVAL_SECONDS) {
      rate.update();
    }
    assertThat(rate.getRate()).isZero();
  }

  @Test
  void the_share_of_late_events_is_of_the_last_minute_and_nothing_without_events() {
    GateMetrics gate = new GateMetrics(recorded, Stream.LOGINS, clock::get);
    assertThat(latePercent()).as("before the first").isZero();
    for (int i = 0; i < 90; i++) {
      gate.accepted();
    }
    for (int i = 0; i < 10; i++) {
      gate.late();
    }
    updateRates();
    assertThat(latePercent()).isCloseTo(10, within(1e-9));

    for (int i = 0; i < 60; i += View.UPDATE_INTERVAL_SECONDS) {
      updateRates();
    }
    assertThat(latePercent()).as("a minute later").isZero();
    gate.late();
    updateRates();
    assertThat(latePercent()).as("all of one").isEqualTo(100.0);
  }

  private void updateRates() {
    recorded.all().values().stream()
        .filter(MeterView.class::isInstance)
        .forEach(rate -> ((MeterView) rate).update());
  }

  private double latePercent() {
    Gauge<?> gauge =
        (Gauge<?>)
            Objects.requireNonNull(
                recorded.all().get("kinesisanalytics.stream.logins.latePercent"));
    return (Double) gauge.getValue();
  }

  @Test
  void a_decision_counts_its_results_and_how_long_they_took() {
    DecisionMetrics decision = new DecisionMetrics(recorded, "fulfillment", clock::get);
    decision.decided(98_500);
    decision.decided(99_000);

    String fulfillment = "kinesisanalytics.decision.fulfillment.";
    assertThat(recorded.value(fulfillment + "results")).isEqualTo(2);
    assertThat(recorded.value(fulfillment + "eventToResultMs")).isEqualTo(1000);
    assertThat(recorded.all()).containsKey(fulfillment + "resultsPerSecond");
  }
}
