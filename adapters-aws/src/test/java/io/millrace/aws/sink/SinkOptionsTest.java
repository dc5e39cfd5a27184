package io.millrace.aws.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SinkOptionsTest {
  private static final SinkOptions OPTIONS = SinkOptions.DEFAULT;

  @Test
  void the_backoff_grows_by_half_up_to_its_bound() {
    assertThat(OPTIONS.backoffMs(1, 0)).isEqualTo(25);
    assertThat(OPTIONS.backoffMs(1, 0.999)).isEqualTo(50);
    assertThat(OPTIONS.backoffMs(3, 0)).isEqualTo(56);
    assertThat(OPTIONS.backoffMs(13, 0)).isEqualTo(2500);
    assertThat(OPTIONS.backoffMs(Integer.MAX_VALUE, 0.999)).isEqualTo(4998);
  }

  @Test
  void the_attempts_of_the_default_span_ten_minutes() {
    long usual = IntStream.range(1, 200).mapToLong(n -> OPTIONS.backoffMs(n, 0.5)).sum();
    assertThat(usual).isBetween(600_000L, 900_000L);
  }

  @Test
  void options_out_of_bounds_are_refused() {
    assertThatThrownBy(() -> OPTIONS.withMaxAttempts(0))
        .hasMessage("maxAttempts is out of bounds: 0");
  }

  @Test
  void a_partition_key_is_hashed_where_kinesis_does_not_take_it() {
    assertThat(KinesisSink.partitionKey("k".repeat(256))).hasSize(256);
    assertThat(KinesisSink.partitionKey("k".repeat(257))).matches("[0-9a-f]{32}");
    assertThat(KinesisSink.partitionKey("\uD83D\uDE00".repeat(129))).matches("[0-9a-f]{32}");
  }
}
