package io.millrace.application.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatencyBandTest {
  private static final long MINUTE = 60_000;
  private static final long LENGTH = 5 * MINUTE;

  private static LatencySample window(long minute, double mean) {
    return new LatencySample(minute * MINUTE, minute * MINUTE + LENGTH, mean);
  }

  private static List<LatencySample> constant(int count, double mean) {
    return IntStream.range(0, count).mapToObj(minute -> window(minute, mean)).toList();
  }

  @Test
  void nothing_is_expected_before_ten_windows_have_ended() {
    List<Optional<LatencyBand>> bands = LatencyBand.of(constant(20, 100));
    // The window of minute 14 begins when the tenth, that of minute 9, has ended.
    assertThat(bands.subList(0, 14)).containsOnly(Optional.empty());
    assertThat(bands.subList(14, 20)).allMatch(Optional::isPresent);
  }

  @Test
  void a_window_is_judged_by_none_that_overlaps_it() {
    List<LatencySample> history = new ArrayList<>(constant(30, 100));
    for (int minute = 30; minute < 35; minute++) {
      history.add(window(minute, 900));
    }
    List<Optional<LatencyBand>> bands = LatencyBand.of(history);
    for (int minute = 30; minute < 35; minute++) {
      assertThat(bands.get(minute))
          .as("minute %d", minute)
          .hasValueSatisfying(band -> assertThat(band.excludes(900)).isTrue());
    }
  }

  @Test
  void a_constant_latency_has_a_band_of_the_floor() {
    LatencyBand band = LatencyBand.of(constant(20, 100)).get(19).orElseThrow();
    assertThat(band.expectedMs()).isCloseTo(100, within(1e-9));
    assertThat(band.highMs() - band.lowMs()).isCloseTo(6e-7, within(1e-8));
    assertThat(band.excludes(100)).isFalse();
    assertThat(band.excludes(100.001)).isTrue();
  }

  @Test
  void the_band_is_three_sample_deviations_wide_and_never_below_zero() {
    List<LatencySample> history = new ArrayList<>();
    for (int minute = 0; minute < 10; minute++) {
      history.add(window(minute, minute % 2 == 0 ? 10 : 20));
    }
    history.add(window(100, 15));
    LatencyBand band = LatencyBand.of(history).get(10).orElseThrow();
    double deviation = Math.sqrt(250.0 / 9);
    assertThat(band.expectedMs()).isCloseTo(15, within(1e-9));
    assertThat(band.highMs()).isCloseTo(15 + 3 * deviation, within(1e-9));
    assertThat(band.lowMs()).isZero();
  }

  @Test
  void no_more_than_the_last_sixty_windows_count() {
    List<LatencySample> history = new ArrayList<>(constant(50, 1_000_000));
    for (int minute = 50; minute < 120; minute++) {
      history.add(window(minute, 100));
    }
    // The last window begins at 119: windows 55 to 114 count.
    LatencyBand band = LatencyBand.of(history).get(119).orElseThrow();
    assertThat(band.expectedMs()).isCloseTo(100, within(1e-6));
  }

  @Test
  void it_agrees_with_the_definition_on_random_histories_with_gaps() {
    long seed = 7;
    Random random = new Random(seed);
    List<LatencySample> history = new ArrayList<>();
    for (int minute = 0; minute < 400; minute++) {
      if (random.nextInt(5) > 0) {
        history.add(window(minute, 50 + 10 * random.nextGaussian()));
      }
    }
    List<Optional<LatencyBand>> bands = LatencyBand.of(history);
    for (int i = 0; i < history.size(); i++) {
      long start = history.get(i).windowStartMs();
      List<Double> counted =
          history.stream()
              .filter(w -> w.windowEndMs() <= start)
              .map(LatencySample::meanMs)
              .toList();
      counted = counted.subList(Math.max(0, counted.size() - 60), counted.size());
      if (counted.size() < 10) {
        assertThat(bands.get(i)).as("seed %d, window %d", seed, i).isEmpty();
        continue;
      }
      double mean = counted.stream().mapToDouble(x -> x).average().orElseThrow();
      double squares = counted.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
      double high = mean + 3 * Math.sqrt(squares / (counted.size() - 1));
      assertThat(bands.get(i).orElseThrow().highMs())
          .as("seed %d, window %d", seed, i)
          .isCloseTo(high, within(1e-9));
    }
  }
}
