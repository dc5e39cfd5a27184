package io.millrace.flink.anomaly;

import io.millrace.domain.anomaly.Observation;
import io.millrace.domain.anomaly.SeriesHistory;
import io.millrace.flink.Binary;
import io.millrace.flink.DecisionCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of anomaly detection. */
public final class AnomalyCodec implements DecisionCodec<SeriesHistory, Observation> {
  @Override
  public void writeState(SeriesHistory history, DataOutput out) throws IOException {
    out.writeBoolean(history == SeriesHistory.NONE);
    if (history != SeriesHistory.NONE) {
      double[] values = history.values();
      Binary.writeInt(values.length, out);
      for (double value : values) {
        out.writeDouble(value);
      }
      Binary.writeLong(history.lastMs(), out);
      Binary.writeInt(history.calmValuesLeft(), out);
    }
  }

  @Override
  public SeriesHistory readState(int version, DataInput in) throws IOException {
    if (in.readBoolean()) {
      return SeriesHistory.NONE;
    }
    double[] values = new double[Binary.readInt(in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readDouble();
    }
    return SeriesHistory.of(values, Binary.readLong(in), Binary.readInt(in));
  }

  @Override
  public SeriesHistory copyState(SeriesHistory history) {
    return history.copy();
  }

  @Override
  public void writeEvent(Observation seen, DataOutput out) throws IOException {
    Binary.writeLong(seen.eventTimeMs(), out);
    Binary.writeText(seen.eventId(), out);
    out.writeDouble(seen.value());
    out.writeBoolean(seen.latency());
  }

  @Override
  public Observation readEvent(int version, DataInput in) throws IOException {
    return new Observation(
        Binary.readLong(in), Binary.readText(in), in.readDouble(), in.readBoolean());
  }
}
