package io.millrace.domain.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowsTest {
  @Test
  void windows_are_aligned_to_the_epoch_on_both_sides_of_it() {
    assertThat(Windows.startOf(0, 60_000)).isZero();
    assertThat(Windows.startOf(59_999, 60_000)).isZero();
    assertThat(Windows.startOf(60_000, 60_000)).isEqualTo(60_000);
    assertThat(Windows.startOf(-1, 60_000)).isEqualTo(-60_000);
    assertThat(Windows.startOf(-60_000, 60_000)).isEqualTo(-60_000);
  }
}
