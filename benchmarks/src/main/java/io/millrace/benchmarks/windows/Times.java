package io.millrace.benchmarks.windows;

import io.millrace.application.codec.Compact;
import io.millrace.benchmarks.contest.FlinkType;
import io.millrace.domain.kernel.ExactSum;
import io.millrace.domain.latency.EndpointLatency;
import io.millrace.domain.latency.LatencySketch;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The response times of one window: what Flink's operator holds for each that is open. */
final class Times {
  static final FlinkType<Times> TYPE = FlinkType.of(Times.class, new Form());

  private final ExactSum sum;
  private final LatencySketch sketch;
  private double least;
  private double greatest;
  private long count;

  Times() {
    this(new ExactSum(), new LatencySketch(), Double.POSITIVE_INFINITY, 0, 0);
  }

  private Times(ExactSum sum, LatencySketch sketch, double least, double greatest, long count) {
    this.sum = sum;
    this.sketch = sketch;
    this.least = least;
    this.greatest = greatest;
    this.count = count;
  }

  void add(double value) {
    sum.add(value);
    sketch.add(value);
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    count++;
  }

  EndpointLatency summary(String endpoint, long startMs, long endMs) {
    return new EndpointLatency(
        endpoint,
        startMs,
        endMs,
        count,
        sum.mean(count),
        percentile(50),
        percentile(95),
        percentile(99),
        greatest);
  }

  private double percentile(int percent) {
    double estimate = sketch.valueAtRank((percent * count + 99) / 100);
    return Math.min(greatest, Math.max(least, estimate));
  }

  private static final class Form implements FlinkType.Form<Times> {
    private static final long serialVersionUID = 1;

    @Override
    public void write(Times value, DataOutputView out) throws IOException {
      double[] partials = value.sum.partials();
      out.writeInt(partials.length);
      for (double partial : partials) {
        out.writeDouble(partial);
      }
      int[] buckets = value.sketch.buckets();
      long[] counts = value.sketch.counts();
      Compact.writeUnsigned(buckets.length, out);
      for (int i = 0; i < buckets.length; i++) {
        Compact.writeUnsigned(buckets[i] - (i == 0 ? 0 : buckets[i - 1]), out);
        Compact.writeUnsigned(counts[i], out);
      }
      out.writeDouble(value.least);
      out.writeDouble(value.greatest);
      Compact.writeUnsigned(value.count, out);
    }

    @Override
    public Times read(DataInputView in) throws IOException {
      double[] partials = new double[in.readInt()];
      for (int i = 0; i < partials.length; i++) {
        partials[i] = in.readDouble();
      }
      int[] buckets = new int[Compact.readInt(in)];
      long[] counts = new long[buckets.length];
      for (int i = 0; i < buckets.length; i++) {
        buckets[i] = Compact.readInt(in) + (i == 0 ? 0 : buckets[i - 1]);
        counts[i] = Compact.readUnsigned(in);
      }
      return new Times(
          ExactSum.of(partials),
          LatencySketch.of(buckets, counts),
          in.readDouble(),
          in.readDouble(),
          Compact.readUnsigned(in));
    }

    @Override
    public Times copy(Times value) {
      return new Times(
          value.sum.copy(), value.sketch.copy(), value.least, value.greatest, value.count);
    }
  }
}
