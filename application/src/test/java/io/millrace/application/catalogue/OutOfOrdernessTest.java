package io.millrace.application.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.event.Stream;
import io.millrace.domain.kernel.InvalidPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class OutOfOrdernessTest {
  @ParameterizedTest
  @FieldSource("io.millrace.domain.event.Stream#BUILT_IN")
  void it_is_10_s_for_orders_and_5_s_for_all_others(Stream stream) {
    assertThat(OutOfOrderness.DEFAULT.boundMs(stream))
        .isEqualTo(stream.equals(Stream.ORDERS) ? 10_000 : 5_000);
  }

  @Test
  void it_refuses_nonsense_with_all_faults_at_once() {
    assertThatThrownBy(() -> new OutOfOrderness(-1, 86_400_001))
        .isInstanceOf(InvalidPolicy.class)
        .hasMessageContainingAll(
            "default_ms is -1, must be from 0 to 86400000",
            "orders_ms is 86400001, must be from 0 to 86400000");
  }
}
