package io.millrace.aws.sink;

import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.jspecify.annotations.Nullable;

/** One timer, that goes off at the earliest of the times it was set to. */
final class Alarm {
  private final ProcessingTimeService timers;
  private final ProcessingTimeCallback callback;
  private @Nullable ScheduledFuture<?> timer;
  private long atMs = Backlog.NEVER;

  Alarm(ProcessingTimeService timers, ProcessingTimeCallback callback) {
    this.timers = timers;
    this.callback = callback;
  }

  void setTo(long timeMs) {
    if (timeMs >= atMs) {
      return;
    }
    if (timer != null) {
      timer.cancel(false);
    }
    atMs = timeMs;
    timer = timers.registerTimer(timeMs, this::goOff);
  }

  private void goOff(long timeMs) throws Exception {
    atMs = Backlog.NEVER;
    timer = null;
    callback.onProcessingTime(timeMs);
  }
}
