package io.millrace.bootstrap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LagLimitTest {
  private static final long NOW_MS = 1_000_000;
  private static final long MAX_BEHIND_MS = 60_000;

  private OptionalLong watermarkMs = OptionalLong.empty();
  private long nanos;
  private final LagLimit lagLimit =
      new LagLimit(
          Clock.fixed(Instant.ofEpochMilli(NOW_MS), ZoneOffset.UTC),
          () -> watermarkMs,
          MAX_BEHIND_MS,
          () -> nanos);

  @Test
  void a_job_that_has_not_begun_is_not_waited_for() {
    assertThat(lagLimit.getAsBoolean()).isTrue();
  }

  @Test
  void a_job_that_moves_but_is_too_far_behind_is_waited_for() {
    watermarkMs = OptionalLong.of(NOW_MS - MAX_BEHIND_MS);
    assertThat(lagLimit.getAsBoolean()).isTrue();
    watermarkMs = OptionalLong.of(NOW_MS - MAX_BEHIND_MS - 1);
    assertThat(lagLimit.getAsBoolean()).isFalse();
  }

  @Test
  void a_watermark_that_does_not_move_is_waited_for_no_longer_than_five_seconds() {
    watermarkMs = OptionalLong.of(0);
    assertThat(lagLimit.getAsBoolean()).isFalse();
    nanos = Duration.ofSeconds(5).toNanos();
    assertThat(lagLimit.getAsBoolean()).isFalse();
    nanos++;
    assertThat(lagLimit.getAsBoolean()).isTrue();
    watermarkMs = OptionalLong.of(1);
    assertThat(lagLimit.getAsBoolean()).isFalse();
  }
}
