package io.millrace.bootstrap.demo;

import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whether the job keeps up with the clock, more or less. A watermark that does not move at all is
 * not waited for: it may be that of a stream in which nothing happens.
 */
final class LagLimit implements BooleanSupplier {
  private static final long WAITS_NANOS = Duration.ofSeconds(5).toNanos();

  private final Clock clock;
  private final Supplier<OptionalLong> watermarkMs;
  private final long mostBehindMs;
  private final LongSupplier nanos;
  private OptionalLong seen = OptionalLong.empty();
  private long movedAt;

  /**
   * The limit of a job.
   *
   * @param mostBehindMs how far the watermark may be behind the clock
   */
  LagLimit(Clock clock, Supplier<OptionalLong> watermarkMs, long mostBehindMs, LongSupplier nanos) {
    this.clock = clock;
    this.watermarkMs = watermarkMs;
    this.mostBehindMs = mostBehindMs;
    this.nanos = nanos;
  }

  @Override
  public boolean getAsBoolean() {
    OptionalLong now = watermarkMs.get();
    if (!now.equals(seen)) {
      seen = now;
      movedAt = nanos.getAsLong();
    }
    return now.isEmpty()
        || clock.millis() - now.getAsLong() <= mostBehindMs
        || nanos.getAsLong() - movedAt > WAITS_NANOS;
  }
}
