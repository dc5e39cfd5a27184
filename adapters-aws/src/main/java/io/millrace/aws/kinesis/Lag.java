package io.millrace.aws.kinesis;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Gauge;

/**
 * How many milliseconds reading is behind, as Kinesis last told. While it tells nothing, in an
 * outage or because the job takes no more, the time since then is added: it may be that far behind.
 */
final class Lag implements Gauge<Long> {
  /** Longer than between two answers while all is well. */
  private static final long SILENCE_MS = 5_000;

  private final LongSupplier nanoTime;
  private volatile Told told;

  private record Told(long behindMs, long atNanos) {}

  Lag(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    told = new Told(0, nanoTime.getAsLong());
  }

  void tell(long behindMs) {
    told = new Told(behindMs, nanoTime.getAsLong());
  }

  @Override
  public Long getValue() {
    Told last = told;
    long sinceMs = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - last.atNanos());
    return sinceMs < SILENCE_MS ? last.behindMs() : last.behindMs() + sinceMs;
  }
}
