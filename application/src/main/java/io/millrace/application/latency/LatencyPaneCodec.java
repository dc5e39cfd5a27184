package io.millrace.application.latency;

import io.millrace.application.codec.Codec;
import io.millrace.application.codec.Compact;
import io.millrace.domain.kernel.ExactSum;
import io.millrace.domain.latency.LatencyPane;
import io.millrace.domain.latency.LatencySketch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** One pane of an endpoint, with its exact sum and its sketch. */
public final class LatencyPaneCodec implements Codec<LatencyPane> {
  @Override
  public void write(LatencyPane value, DataOutput out) throws IOException {
    writePane(value, out);
  }

  @Override
  public LatencyPane read(int version, DataInput in) throws IOException {
    return readPane(in);
  }

  @Override
  public LatencyPane copy(LatencyPane value) {
    return value.copy();
  }

  static void writePane(LatencyPane pane, DataOutput out) throws IOException {
    Compact.writeSigned(pane.startMs(), out);
    writeDoubles(pane.sum().partials(), out);
    writeDoubles(pane.range(), out);
    writeSketch(pane.sketch(), out);
  }

  static LatencyPane readPane(DataInput in) throws IOException {
    return new LatencyPane(
        Compact.readSigned(in), ExactSum.of(readDoubles(in)), readDoubles(in), readSketch(in));
  }

  /** Buckets ascend, so that most of them are a small step from the one before. */
  private static void writeSketch(LatencySketch sketch, DataOutput out) throws IOException {
    int[] buckets = sketch.buckets();
    long[] counts = sketch.counts();
    Compact.writeUnsigned(buckets.length, out);
    int before = 0;
    for (int i = 0; i < buckets.length; i++) {
      Compact.writeUnsigned(buckets[i] - before, out);
      Compact.writeUnsigned(counts[i], out);
      before = buckets[i];
    }
  }

  private static LatencySketch readSketch(DataInput in) throws IOException {
    int[] buckets = new int[Compact.readInt(in)];
    long[] counts = new long[buckets.length];
    int before = 0;
    for (int i = 0; i < buckets.length; i++) {
      before += Compact.readInt(in);
      buckets[i] = before;
      counts[i] = Compact.readUnsigned(in);
    }
    return LatencySketch.of(buckets, counts);
  }

  private static void writeDoubles(double[] values, DataOutput out) throws IOException {
    Compact.writeUnsigned(values.length, out);
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  private static double[] readDoubles(DataInput in) throws IOException {
    double[] values = new double[Compact.readInt(in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readDouble();
    }
    return values;
  }
}
