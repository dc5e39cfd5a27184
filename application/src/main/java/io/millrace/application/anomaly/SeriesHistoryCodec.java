package io.millrace.application.anomaly;

import io.millrace.application.codec.Codec;
import io.millrace.application.codec.Compact;
import io.millrace.domain.anomaly.SeriesHistory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The last values of a series, oldest first. */
public final class SeriesHistoryCodec implements Codec<SeriesHistory> {
  @Override
  public void write(SeriesHistory value, DataOutput out) throws IOException {
    Compact.writeSigned(value.lastMs(), out);
    Compact.writeUnsigned(value.calmValuesLeft(), out);
    double[] values = value.values();
    Compact.writeUnsigned(values.length, out);
    for (double one : values) {
      out.writeDouble(one);
    }
  }

  @Override
  public SeriesHistory read(int version, DataInput in) throws IOException {
    long lastMs = Compact.readSigned(in);
    int calmValuesLeft = Compact.readInt(in);
    double[] values = new double[Compact.readInt(in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readDouble();
    }
    return SeriesHistory.of(values, lastMs, calmValuesLeft);
  }

  @Override
  public SeriesHistory copy(SeriesHistory value) {
    return value.copy();
  }
}
