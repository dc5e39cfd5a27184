package io.millrace.application.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.domain.anomaly.AnomalyDetection;
import io.millrace.domain.anomaly.AnomalyPolicy;
import io.millrace.domain.anomaly.Detector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyBandTest {
  private static final long MINUTE = 60_000;
  private static final int LENGTH = 5;
  private static final AnomalyDetection DETECTION = by(Detector.EXTREME_VALUE);

  private static AnomalyDetection by(Detector detector) {
    return new AnomalyDetection(AnomalyPolicy.DEFAULT.with(detector));
  }

  private static LatencySample window(long minute, double mean) {
    return new LatencySample(minute * MINUTE, (minute + LENGTH) * MINUTE, mean);
  }

  private static List<LatencySample> constant(int count, double mean) {
    return IntStream.range(0, count).mapToObj(minute -> window(minute, mean)).toList();
  }

  /** The windows over minutes, each the mean of five, of which the next shares four. */
  private static List<LatencySample> over(double[] minutes) {
    return IntStream.rangeClosed(0, minutes.length - LENGTH)
        .mapToObj(
            start ->
                window(
                    start, Arrays.stream(minutes, start, start + LENGTH).average().orElseThrow()))
        .toList();
  }

  /** The means of minutes around 40 ms, with a tenth of noise, times what happens to them. */
  private static double[] minutes(long seed, int count, IntToDoubleFunction happens) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToDouble(at -> 40 * Math.exp(0.1 * random.nextGaussian()) * happens.applyAsDouble(at))
        .toArray();
  }

  private static LatencyBand band(List<Optional<LatencyBand>> bands, int window) {
    return bands.get(window).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void nothing_is_expected_before_thirty_windows_have_ended(Detector detector) {
    List<Optional<LatencyBand>> bands = LatencyBand.of(constant(50, 100), by(detector));
    // The window of minute 34 begins when the thirtieth, that of minute 29, has ended.
    assertThat(bands.subList(0, 34)).containsOnly(Optional.empty());
    assertThat(bands.subList(34, 50)).allMatch(Optional::isPresent);
  }

  @ParameterizedTest
  @EnumSource
  void a_window_is_judged_by_none_that_overlaps_it(Detector detector) {
    List<LatencySample> calm = constant(105, 100);
    List<LatencySample> sudden = new ArrayList<>(calm.subList(0, 100));
    for (int minute = 100; minute < 105; minute++) {
      sudden.add(window(minute, 900));
    }
    List<Optional<LatencyBand>> bands = LatencyBand.of(sudden, by(detector));
    assertThat(bands).isEqualTo(LatencyBand.of(calm, by(detector)));
    for (int minute = 100; minute < 105; minute++) {
      assertThat(band(bands, minute).excludes(900)).as("minute %d", minute).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void a_quarter_of_an_hour_of_outage_is_outside_and_does_not_widen_the_band(long seed) {
    double[] minutes = minutes(seed, 320, at -> at >= 200 && at < 215 ? 3 : 1);
    List<LatencySample> windows = over(minutes);
    List<Optional<LatencyBand>> bands = LatencyBand.of(windows, DETECTION);
    LatencyBand before = band(bands, 195);
    for (int at = 195; at < windows.size(); at++) {
      boolean isWithin = at >= 200 && at + LENGTH <= 215;
      boolean isApart = at + LENGTH <= 200 || at >= 215;
      LatencyBand band = band(bands, at);
      String which = "seed " + seed + ", window " + at;
      if (isWithin || isApart) {
        assertThat(band.excludes(windows.get(at).meanMs())).as(which).isEqualTo(isWithin);
      }
      assertThat(band.expectedMs()).as(which).isCloseTo(before.expectedMs(), within(4.0));
      assertThat(band.highMs()).as(which).isBetween(45.0, before.highMs() * 1.15);
    }
  }

  @Test
  void an_outage_that_goes_on_is_outside_for_hours_and_then_the_new_usual() {
    long seed = 11;
    double[] minutes = minutes(seed, 1200, at -> at >= 200 ? 3 : 1);
    List<LatencySample> windows = over(minutes);
    List<Optional<LatencyBand>> bands = LatencyBand.of(windows, DETECTION);
    for (int at = 200; at < 550; at++) {
      assertThat(band(bands, at).excludes(windows.get(at).meanMs()))
          .as("seed %d, window %d", seed, at)
          .isTrue();
    }
    for (int at = 600; at < windows.size(); at++) {
      assertThat(band(bands, at).excludes(windows.get(at).meanMs()))
          .as("seed %d, window %d", seed, at)
          .isFalse();
    }
  }

  @Test
  void a_latency_that_grows_slowly_takes_its_band_along() {
    long seed = 5;
    List<LatencySample> windows = over(minutes(seed, 600, at -> 1 + at / 600.0));
    List<Optional<LatencyBand>> bands = LatencyBand.of(windows, DETECTION);
    for (int at = 100; at < windows.size(); at++) {
      assertThat(band(bands, at).excludes(windows.get(at).meanMs()))
          .as("seed %d, window %d", seed, at)
          .isFalse();
    }
    assertThat(band(bands, 590).expectedMs()).isGreaterThan(70);
  }

  @Test
  void low_latencies_are_not_unusual() {
    LatencyBand band = band(LatencyBand.of(constant(50, 100), DETECTION), 49);
    assertThat(band.lowMs()).isZero();
    assertThat(band.excludes(0)).isFalse();
  }

  @Test
  void after_a_week_without_windows_nothing_is_expected() {
    List<LatencySample> history = new ArrayList<>(constant(50, 100));
    history.add(window(50 + 7 * 24 * 60, 100));
    history.add(window(60 + 7 * 24 * 60, 100));
    List<Optional<LatencyBand>> bands = LatencyBand.of(history, DETECTION);
    assertThat(bands.get(50)).isPresent(); // no window has come since
    assertThat(bands.get(51)).isEmpty();
  }

  @Test
  void by_z_score_it_is_three_deviations_of_the_last_hundred_windows_above_their_mean() {
    long seed = 7;
    Random random = new Random(seed);
    List<LatencySample> history = new ArrayList<>();
    for (int minute = 0; minute < 400; minute++) {
      if (random.nextInt(5) > 0) {
        history.add(window(minute, 50 + 10 * random.nextGaussian()));
      }
    }
    List<Optional<LatencyBand>> bands = LatencyBand.of(history, by(Detector.Z_SCORE));
    for (int i = 0; i < history.size(); i++) {
      long start = history.get(i).windowStartMs();
      List<Double> counted =
          history.stream()
              .filter(w -> w.windowEndMs() <= start)
              .map(LatencySample::meanMs)
              .toList();
      counted = counted.subList(Math.max(0, counted.size() - 100), counted.size());
      if (counted.size() < 30) {
        assertThat(bands.get(i)).as("seed %d, window %d", seed, i).isEmpty();
        continue;
      }
      double mean = counted.stream().mapToDouble(x -> x).average().orElseThrow();
      double squares = counted.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
      double high = mean + 3 * Math.sqrt(squares / (counted.size() - 1));
      assertThat(band(bands, i).highMs())
          .as("seed %d, window %d", seed, i)
          .isCloseTo(high, within(1e-9));
    }
  }
}
