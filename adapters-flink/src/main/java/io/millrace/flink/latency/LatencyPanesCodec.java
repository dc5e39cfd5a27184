package io.millrace.flink.latency;

import io.millrace.domain.kernel.ExactSum;
import io.millrace.domain.latency.LatencyPane;
import io.millrace.domain.latency.LatencyPanes;
import io.millrace.domain.latency.LatencySketch;
import io.millrace.flink.codec.Codec;
import io.millrace.flink.codec.Compact;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The panes of an endpoint, with their exact sums and sketches. */
public final class LatencyPanesCodec implements Codec<LatencyPanes> {
  @Override
  public void write(LatencyPanes value, DataOutputView out) throws IOException {
    Compact.writeSigned(value.nextEndMs(), out);
    Compact.writeList(value.panes(), out, LatencyPanesCodec::writePane);
  }

  @Override
  public LatencyPanes read(int version, DataInputView in) throws IOException {
    return new LatencyPanes(
        Compact.readSigned(in), Compact.readList(in, LatencyPanesCodec::readPane));
  }

  @Override
  public LatencyPanes copy(LatencyPanes value) {
    return value.copy();
  }

  private static void writePane(LatencyPane pane, DataOutputView out) throws IOException {
    Compact.writeSigned(pane.startMs(), out);
    writeDoubles(pane.sum().partials(), out);
    writeDoubles(pane.range(), out);
    writeSketch(pane.sketch(), out);
  }

  private static LatencyPane readPane(DataInputView in) throws IOException {
    return new LatencyPane(
        Compact.readSigned(in), ExactSum.of(readDoubles(in)), readDoubles(in), readSketch(in));
  }

  /** Buckets ascend, so that most of them are a small step from the one before. */
  private static void writeSketch(LatencySketch sketch, DataOutputView out) throws IOException {
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

  private static LatencySketch readSketch(DataInputView in) throws IOException {
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

  private static void writeDoubles(double[] values, DataOutputView out) throws IOException {
    Compact.writeUnsigned(values.length, out);
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  private static double[] readDoubles(DataInputView in) throws IOException {
    double[] values = new double[Compact.readInt(in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readDouble();
    }
    return values;
  }
}
