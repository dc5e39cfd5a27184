package io.millrace.application.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SplitWatermarkTest {
  private final SplitWatermark watermark = new SplitWatermark(5000);

  @Test
  void before_the_first_event_everything_is_on_time() {
    assertThat(watermark.ms()).isEqualTo(Long.MIN_VALUE);
    assertThat(watermark.admits(0)).isTrue();
  }

  @Test
  void it_is_the_latest_time_less_the_bound_less_one() {
    assertThat(watermark.admits(100_000)).isTrue();

    assertThat(watermark.ms()).isEqualTo(94_999);
    assertThat(watermark.latestMs()).isEqualTo(100_000);
  }

  @Test
  void an_event_exactly_the_bound_behind_is_on_time_and_one_ms_more_is_late() {
    assertThat(watermark.admits(100_000)).isTrue();

    assertThat(watermark.admits(95_000)).isTrue();
    assertThat(watermark.admits(94_999)).isFalse();
  }

  @Test
  void only_a_later_event_moves_it() {
    assertThat(watermark.admits(100_000)).isTrue();
    assertThat(watermark.admits(96_000)).isTrue();
    assertThat(watermark.admits(1)).isFalse();
    assertThat(watermark.ms()).isEqualTo(94_999);
    assertThat(watermark.admits(100_001)).isTrue();

    assertThat(watermark.ms()).isEqualTo(95_000);
  }

  @Test
  void with_a_bound_of_nothing_equal_times_are_on_time() {
    SplitWatermark strict = new SplitWatermark(0);

    assertThat(strict.admits(7)).isTrue();
    assertThat(strict.admits(7)).isTrue();
    assertThat(strict.admits(6)).isFalse();
  }

  @Test
  void it_goes_on_from_a_checkpoint() {
    SplitWatermark restored = new SplitWatermark(5000, 100_000);

    assertThat(restored.ms()).isEqualTo(94_999);
    assertThat(restored.admits(94_999)).isFalse();
    assertThat(new SplitWatermark(5000, watermark.latestMs()).ms()).isEqualTo(Long.MIN_VALUE);
  }
}
