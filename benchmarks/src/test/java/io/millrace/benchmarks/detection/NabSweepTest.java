package io.millrace.benchmarks.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.benchmarks.detection.LabelledSeries.Window;
import io.millrace.benchmarks.detection.NabSweep.Scored;
import io.millrace.files.UsageException;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Values worked out by hand: s(p) = 2 / (1 + e^5p) - 1, and 1 / s(-1) = 1.013568. */
class NabSweepTest {
  private static final Offset<Double> NEAR = within(1e-5);
  private static final double HALF_WIDTH_BEHIND = -0.848284; // s(0.5)

  @Test
  void a_detection_in_a_window_is_worth_less_the_later_it_is() {
    NabRewards rewards = new NabRewards(series(40, window(10, 14)));
    assertThat(rewards.reward(10)).isEqualTo(1);
    assertThat(rewards.reward(12)).isCloseTo(0.905148 / 0.986614, NEAR); // s(-0.6)
    assertThat(rewards.reward(14)).isCloseTo(0.462117 / 0.986614, NEAR); // s(-0.2)
    assertThat(List.of(rewards.window(9), rewards.window(10), rewards.window(14)))
        .containsExactly(NabRewards.NO_WINDOW, 0, 0);
  }

  @Test
  void a_detection_outside_costs_more_the_farther_behind_a_window_it_is() {
    NabRewards rewards = new NabRewards(series(40, window(10, 14)));
    assertThat(rewards.window(15)).isEqualTo(NabRewards.NO_WINDOW);
    assertThat(rewards.reward(15)).isCloseTo(-0.554600, NEAR); // s(1 / 4)
    assertThat(rewards.reward(16)).isCloseTo(HALF_WIDTH_BEHIND, NEAR);
    assertThat(rewards.reward(18)).isCloseTo(-0.986614, NEAR);
    assertThat(rewards.reward(26)).isGreaterThan(-1); // s(3)
    assertThat(rewards.reward(27)).isEqualTo(-1);
  }

  @Test
  void a_detection_before_all_windows_costs_all() {
    assertThat(new NabRewards(series(40, window(10, 14))).reward(9)).isEqualTo(-1);
    assertThat(new NabRewards(series(40)).reward(39)).isEqualTo(-1);
  }

  @Test
  void the_window_before_counts_and_not_the_one_to_come() {
    NabRewards rewards = new NabRewards(series(40, window(10, 14), window(20, 22)));
    assertThat(rewards.reward(19)).isCloseTo(-0.996148, NEAR); // s(5 / 4) of the first
    assertThat(rewards.reward(23)).isCloseTo(HALF_WIDTH_BEHIND, NEAR); // of the second, which is 3
    assertThat(rewards.window(22)).isEqualTo(1);
  }

  @Test
  void fifteen_percent_of_the_values_do_not_count_but_at_most_750() {
    assertThat(new NabRewards(series(40)).firstCounted()).isEqualTo(6);
    assertThat(new NabRewards(series(39)).firstCounted()).isEqualTo(5);
    assertThat(new NabRewards(series(6000)).firstCounted()).isEqualTo(750);
  }

  @Test
  void a_window_begins_and_ends_with_a_value() {
    LabelledSeries between =
        new LabelledSeries("a", new long[] {0, 10, 20}, new double[3], List.of(new Window(5, 20)));
    LabelledSeries beyond =
        new LabelledSeries("a", new long[] {0, 10, 20}, new double[3], List.of(new Window(10, 30)));
    assertThatThrownBy(() -> new NabRewards(between)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> new NabRewards(beyond)).isInstanceOf(UsageException.class);
  }

  @Test
  void no_detection_scores_0_and_the_start_of_every_window_100() {
    LabelledSeries series = series(40, window(10, 14), window(20, 22));
    NabSweep sweep = sweep(series, 10, 20);
    for (NabProfile profile : NabProfile.values()) {
      assertThat(sweep.raw(profile, NabSweep.NEVER)).isEqualTo(-2 * profile.falseNegative());
      assertThat(normalised(sweep, profile, NabSweep.NEVER, 2)).isEqualTo(0);
      assertThat(sweep.raw(profile, 1)).isEqualTo(2);
      assertThat(normalised(sweep, profile, 1, 2)).isEqualTo(100);
      assertThat(sweep.best(profile)).isEqualTo(1);
    }
  }

  @Test
  void of_the_detections_in_a_window_the_first_counts_and_outside_each_does() {
    NabSweep sweep = sweep(series(40, window(10, 14), window(30, 34)), 12, 14, 16, 8, 9);
    double outside = HALF_WIDTH_BEHIND - 1 - 1;
    double inside = 0.905148 / 0.986614;
    assertThat(sweep.raw(NabProfile.STANDARD, 1)).isCloseTo(inside - 1 + 0.11 * outside, NEAR);
    assertThat(sweep.raw(NabProfile.LOW_FP, 1)).isCloseTo(inside - 1 + 0.22 * outside, NEAR);
    assertThat(sweep.raw(NabProfile.LOW_FN, 1)).isCloseTo(inside - 2 + 0.11 * outside, NEAR);
    assertThat(sweep.found(1)).isEqualTo(1);
    assertThat(sweep.outside(1)).isEqualTo(3);
  }

  @Test
  void what_is_in_the_first_part_neither_costs_nor_gains() {
    NabSweep sweep = sweep(series(40, window(2, 4), window(20, 22)), 0, 2, 20);
    assertThat(sweep.raw(NabProfile.STANDARD, NabSweep.NEVER)).isEqualTo(-1);
    assertThat(sweep.raw(NabProfile.STANDARD, 1)).isEqualTo(1);
    assertThat(normalised(sweep, NabProfile.STANDARD, 1, 2)).isCloseTo(200 / 3.0, NEAR);
  }

  @Test
  void the_windows_of_two_series_are_different_windows() {
    LabelledSeries series = series(40, window(10, 14));
    NabSweep both = new NabSweep(List.of(scored(series, 10), scored(series, 14)));
    assertThat(both.found(1)).isEqualTo(2);
    assertThat(both.raw(NabProfile.STANDARD, 1)).isCloseTo(1 + 0.462117 / 0.986614, NEAR);
  }

  @Test
  void equal_scores_are_detected_together() {
    double[] scores = new double[40];
    scores[10] = 0.7; // at the start of the window, and with it ten that cost 0.11 each
    for (int i = 28; i < 38; i++) {
      scores[i] = 0.7;
    }
    scores[14] = 0.8;
    LabelledSeries series = series(40, window(10, 14));
    NabSweep sweep = new NabSweep(List.of(new Scored(new NabRewards(series), scores)));
    assertThat(sweep.best(NabProfile.STANDARD)).isEqualTo(0.8);
    assertThat(sweep.raw(NabProfile.STANDARD, 0.7)).isCloseTo(1 - 10 * 0.11, NEAR);
    assertThat(sweep.raw(NabProfile.STANDARD, 0.75)).isCloseTo(0.462117 / 0.986614, NEAR);
  }

  private static double normalised(NabSweep sweep, NabProfile profile, double from, int windows) {
    return sweep.normalised(profile, sweep.raw(profile, from), windows);
  }

  private static NabSweep sweep(LabelledSeries series, int... detections) {
    return new NabSweep(List.of(scored(series, detections)));
  }

  /** A score of 1 at the detections, and of 0 elsewhere. */
  private static Scored scored(LabelledSeries series, int... detections) {
    double[] scores = new double[series.length()];
    for (int detection : detections) {
      scores[detection] = 1;
    }
    return new Scored(new NabRewards(series), scores);
  }

  /** A value every ten milliseconds. */
  private static LabelledSeries series(int length, Window... windows) {
    long[] timesMs = LongStream.range(0, length).map(i -> 10 * i).toArray();
    return new LabelledSeries("a.csv", timesMs, new double[length], List.of(windows));
  }

  private static Window window(int first, int last) {
    return new Window(10L * first, 10L * last);
  }
}
