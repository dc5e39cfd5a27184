package io.millrace.flink.state;

import io.millrace.flink.codec.Codec;
import io.millrace.flink.codec.Compact;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Counts of operators. */
final class CounterLineCodec implements Codec<CounterLine> {
  @Override
  public void write(CounterLine value, DataOutputView out) throws IOException {
    Compact.writeString(value.account(), out);
    Compact.writeUnsigned(value.counts().length, out);
    for (long count : value.counts()) {
      Compact.writeSigned(count, out);
    }
  }

  @Override
  public CounterLine read(int version, DataInputView in) throws IOException {
    String account = Compact.readString(in);
    long[] counts = new long[Compact.readInt(in)];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Compact.readSigned(in);
    }
    return new CounterLine(account, counts);
  }
}
