package io.millrace.application.anomaly;

import io.millrace.application.codec.BinaryFieldReader;
import io.millrace.application.codec.BinaryFieldWriter;
import io.millrace.application.codec.Codec;
import io.millrace.application.codec.Compact;
import io.millrace.domain.anomaly.SeriesHistory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What is kept of a series. Version 1 had the last values alone, oldest first. */
public final class SeriesHistoryCodec implements Codec<SeriesHistory> {
  private static final int VERSION = 2;

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public void write(SeriesHistory value, DataOutput out) throws IOException {
    value.write(new BinaryFieldWriter(out));
  }

  @Override
  public SeriesHistory read(int version, DataInput in) throws IOException {
    if (version == VERSION) {
      return SeriesHistory.read(new BinaryFieldReader(in));
    }
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
