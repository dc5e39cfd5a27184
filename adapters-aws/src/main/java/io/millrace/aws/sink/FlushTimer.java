package io.millrace.aws.sink;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/**
 * Sends what has waited long enough, as far as that is possible without waiting. AsyncSinkWriter's
 * own timer keeps the task's thread until the buffer is empty: in an outage the task would do
 * nothing else, and no checkpoint would begin. So its flush is taken to be {@link #TAKEN} away,
 * caught here, and called when it is due.
 */
final class FlushTimer<R> implements ProcessingTimeService {
  /** The time in the buffer that AsyncSinkWriter is told; far longer than its other timers. */
  static final Duration TAKEN = Duration.ofDays(365);

  private final ProcessingTimeService timers;
  private final Duration maxTimeInBuffer;
  private final Pace pace;
  private final PacedBuffer<R> buffer;
  private @Nullable ProcessingTimeCallback flush;
  private @Nullable ScheduledFuture<?> next;

  FlushTimer(
      ProcessingTimeService timers, Duration maxTimeInBuffer, Pace pace, PacedBuffer<R> buffer) {
    this.timers = timers;
    this.maxTimeInBuffer = maxTimeInBuffer;
    this.pace = pace;
    this.buffer = buffer;
  }

  @Override
  public long getCurrentProcessingTime() {
    return timers.getCurrentProcessingTime();
  }

  @Override
  public ScheduledFuture<?> registerTimer(long time, ProcessingTimeCallback callback) {
    if (time - getCurrentProcessingTime() < TAKEN.toMillis() / 2) {
      return timers.registerTimer(time, callback);
    }
    flush = callback;
    return arm();
  }

  private ScheduledFuture<?> arm() {
    ScheduledFuture<?> armed = next;
    if (armed == null) {
      armed =
          timers.registerTimer(
              getCurrentProcessingTime() + maxTimeInBuffer.toMillis(), this::flushWhatMayBeSent);
      next = armed;
    }
    return armed;
  }

  private void flushWhatMayBeSent(long now) throws Exception {
    next = null;
    if (flush != null && !pace.isHeld()) {
      buffer.setEmptyWhenBlocked(true);
      flush.onProcessingTime(now);
      buffer.setEmptyWhenBlocked(false);
    }
    if (pace.isHeld() || !buffer.isEmpty()) {
      ScheduledFuture<?> unused = arm();
    }
  }
}
