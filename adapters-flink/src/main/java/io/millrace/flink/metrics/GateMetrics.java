package io.millrace.flink.metrics;

import io.millrace.application.metrics.JobMetric;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Rejection;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the gate of a stream shows to those who watch the job; by stream, and rejections by reason
 * too. Unlike the accounts of the summary, it starts from nothing when the job restarts.
 */
public final class GateMetrics {
  private final MetricGroup group;
  private final LongSupplier clock;
  private final Counter accepted;
  private final Counter late;
  private final Meter acceptedRate;
  private final Meter lateRate;
  private final Map<Rejection.Reason, Counter> rejected = new EnumMap<>(Rejection.Reason.class);
  private volatile long watermarkMs = Long.MIN_VALUE;
  private volatile long highestMs = Long.MIN_VALUE;

  /** {@code clock} tells milliseconds since the epoch. */
  public GateMetrics(MetricGroup operator, Stream stream, LongSupplier clock) {
    this.group = Metered.group(operator).addGroup("stream", stream.id());
    this.clock = clock;
    this.accepted = group.counter(JobMetric.ACCEPTED.id());
    this.late = group.counter(JobMetric.LATE.id());
    this.acceptedRate = Metered.rate(group, JobMetric.ACCEPTED, accepted);
    this.lateRate = Metered.rate(group, JobMetric.LATE, late);
    group.gauge(JobMetric.LATE_PERCENT.id(), (Gauge<Double>) this::latePercent);
    group.gauge(JobMetric.WATERMARK_AGE.id(), (Gauge<Long>) this::watermarkAgeMs);
    group.gauge(JobMetric.WATERMARK_AHEAD.id(), (Gauge<Long>) this::watermarkAheadMs);
  }

  public void accepted() {
    accepted.inc();
  }

  public void late() {
    late.inc();
  }

  public void rejected(Rejection.Reason reason) {
    rejected.computeIfAbsent(reason, this::counterOf).inc();
  }

  /** The watermark that is sent on. */
  public void watermarkIs(long timeMs) {
    watermarkMs = timeMs;
  }

  /** The highest watermark of the splits; the smallest long if there is none. */
  public void highestWatermarkIs(long timeMs) {
    highestMs = timeMs;
  }

  private Counter counterOf(Rejection.Reason reason) {
    return Metered.counter(group.addGroup("reason", reason.name()), JobMetric.REJECTED);
  }

  /** A share cannot be made of two rates by those who watch: an alarm asks for one metric. */
  private double latePercent() {
    double rate = lateRate.getRate();
    double all = acceptedRate.getRate() + rate;
    return all > 0 ? 100 * rate / all : 0;
  }

  /** 0 before the first watermark and after the last. */
  private long watermarkAgeMs() {
    long timeMs = watermarkMs;
    boolean isTime = timeMs != Long.MIN_VALUE && timeMs != Long.MAX_VALUE;
    return isTime ? Math.max(0, clock.getAsLong() - timeMs) : 0;
  }

  private long watermarkAheadMs() {
    long timeMs = highestMs;
    return timeMs == Long.MIN_VALUE ? 0 : Math.max(0, timeMs - clock.getAsLong());
  }
}
