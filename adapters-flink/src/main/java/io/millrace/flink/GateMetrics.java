package io.millrace.flink;

import io.millrace.application.metrics.JobMetric;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Rejection;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the gate of a stream shows to those who watch the job; by stream, and rejections by reason
 * too. Unlike the accounts of the summary, it starts from nothing when the job restarts.
 */
final class GateMetrics {
  private final MetricGroup group;
  private final LongSupplier clock;
  private final Counter accepted;
  private final Counter late;
  private final Map<Rejection.Reason, Counter> rejected = new EnumMap<>(Rejection.Reason.class);
  private volatile long watermarkMs = Long.MIN_VALUE;

  /** {@code clock} tells milliseconds since the epoch. */
  GateMetrics(MetricGroup operator, Stream stream, LongSupplier clock) {
    this.group = Metered.group(operator).addGroup("stream", stream.id());
    this.clock = clock;
    this.accepted = Metered.counter(group, JobMetric.ACCEPTED);
    this.late = Metered.counter(group, JobMetric.LATE);
    group.gauge(JobMetric.WATERMARK_AGE.id(), (Gauge<Long>) this::watermarkAgeMs);
  }

  void accepted() {
    accepted.inc();
  }

  void late() {
    late.inc();
  }

  void rejected(Rejection.Reason reason) {
    rejected.computeIfAbsent(reason, this::counterOf).inc();
  }

  /** The watermark that is sent on. */
  void watermarkIs(long timeMs) {
    watermarkMs = timeMs;
  }

  private Counter counterOf(Rejection.Reason reason) {
    return Metered.counter(group.addGroup("reason", reason.name()), JobMetric.REJECTED);
  }

  /** 0 before the first watermark and after the last. */
  private long watermarkAgeMs() {
    long timeMs = watermarkMs;
    boolean isTime = timeMs != Long.MIN_VALUE && timeMs != Long.MAX_VALUE;
    return isTime ? Math.max(0, clock.getAsLong() - timeMs) : 0;
  }
}
