package io.millrace.flink.latency;

import io.millrace.domain.kernel.ExactSum;
import io.millrace.domain.latency.LatencyPane;
import io.millrace.domain.latency.LatencyPanes;
import io.millrace.domain.latency.LatencySketch;
import io.millrace.domain.latency.ResponseTime;
import io.millrace.flink.Binary;
import io.millrace.flink.DecisionCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The bytes of the summaries of latency. Buckets are written as distances from the one before. */
public final class LatencyCodec implements DecisionCodec<LatencyPanes, ResponseTime> {
  @Override
  public void writeState(LatencyPanes state, DataOutput out) throws IOException {
    Binary.writeInt(state.panes().size(), out);
    if (!state.panes().isEmpty()) {
      Binary.writeLong(state.nextEndMs(), out);
      for (LatencyPane pane : state.panes()) {
        writePane(pane, out);
      }
    }
  }

  @Override
  public LatencyPanes readState(int version, DataInput in) throws IOException {
    int count = Binary.readInt(in);
    if (count == 0) {
      return LatencyPanes.NONE;
    }
    long nextEndMs = Binary.readLong(in);
    List<LatencyPane> panes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      panes.add(readPane(in));
    }
    return new LatencyPanes(nextEndMs, panes);
  }

  @Override
  public LatencyPanes copyState(LatencyPanes state) {
    return state.copy();
  }

  @Override
  public void writeEvent(ResponseTime time, DataOutput out) throws IOException {
    Binary.writeLong(time.eventTimeMs(), out);
    Binary.writeText(time.eventId(), out);
    out.writeDouble(time.latencyMs());
  }

  @Override
  public ResponseTime readEvent(int version, DataInput in) throws IOException {
    return new ResponseTime(Binary.readLong(in), Binary.readText(in), in.readDouble());
  }

  private static void writePane(LatencyPane pane, DataOutput out) throws IOException {
    Binary.writeLong(pane.startMs(), out);
    double[] partials = pane.sum().partials();
    Binary.writeInt(partials.length, out);
    for (double partial : partials) {
      out.writeDouble(partial);
    }
    out.writeDouble(pane.range()[0]);
    out.writeDouble(pane.range()[1]);
    int[] buckets = pane.sketch().buckets();
    long[] counts = pane.sketch().counts();
    Binary.writeInt(buckets.length, out);
    int before = 0;
    for (int i = 0; i < buckets.length; i++) {
      Binary.writeInt(buckets[i] - before, out);
      Binary.writeLong(counts[i], out);
      before = buckets[i];
    }
  }

  private static LatencyPane readPane(DataInput in) throws IOException {
    long startMs = Binary.readLong(in);
    double[] partials = new double[Binary.readInt(in)];
    for (int i = 0; i < partials.length; i++) {
      partials[i] = in.readDouble();
    }
    double[] range = {in.readDouble(), in.readDouble()};
    int[] buckets = new int[Binary.readInt(in)];
    long[] counts = new long[buckets.length];
    int before = 0;
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = before + Binary.readInt(in);
      counts[i] = Binary.readLong(in);
      before = buckets[i];
    }
    return new LatencyPane(
        startMs, ExactSum.of(partials), range, LatencySketch.of(buckets, counts));
  }
}
