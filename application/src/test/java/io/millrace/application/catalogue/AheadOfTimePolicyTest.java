package io.millrace.application.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.kernel.InvalidPolicy;
import org.junit.jupiter.api.Test;

class AheadOfTimePolicyTest {
  @Test
  void by_default_a_day_and_five_minutes_are_believed() {
    assertThat(AheadOfTime.DEFAULT).isEqualTo(new AheadOfTime(86_400_000, 300_000));
  }

  @Test
  void it_refuses_nonsense() {
    assertThatThrownBy(() -> new AheadOfTime(0, 3_155_760_000_001L))
        .isInstanceOf(InvalidPolicy.class)
        .hasMessageContaining("policy ahead_of_time: ")
        .hasMessageContaining("max_jump_ms is 0, must be from 1 to 3155760000000")
        .hasMessageContaining("max_ahead_ms is 3155760000001, must be from 1 to 3155760000000");
  }
}
