package io.millrace.flink;

import io.millrace.flink.codec.Codec;
import io.millrace.flink.codec.Compact;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Marks of splits. */
final class SplitMarkCodec implements Codec<SplitMark> {
  @Override
  public void write(SplitMark value, DataOutputView out) throws IOException {
    Compact.writeString(value.split(), out);
    Compact.writeSigned(value.latestMs(), out);
  }

  @Override
  public SplitMark read(int version, DataInputView in) throws IOException {
    return new SplitMark(Compact.readString(in), Compact.readSigned(in));
  }
}
