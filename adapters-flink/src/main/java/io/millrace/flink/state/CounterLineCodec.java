package io.millrace.flink.state;

import io.millrace.application.codec.Codec;
import io.millrace.application.codec.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Counts of operators. */
final class CounterLineCodec implements Codec<CounterLine> {
  @Override
  public void write(CounterLine value, DataOutput out) throws IOException {
    Compact.writeString(value.account(), out);
    Compact.writeUnsigned(value.counts().length, out);
    for (long count : value.counts()) {
      Compact.writeSigned(count, out);
    }
  }

  @Override
  public CounterLine read(int version, DataInput in) throws IOException {
    String account = Compact.readString(in);
    long[] counts = new long[Compact.readInt(in)];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Compact.readSigned(in);
    }
    return new CounterLine(account, counts);
  }
}
