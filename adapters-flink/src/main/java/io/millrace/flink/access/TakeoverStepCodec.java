package io.millrace.flink.access;

import io.millrace.flink.codec.Codec;
import io.millrace.flink.codec.Compact;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Steps of a takeover. */
public final class TakeoverStepCodec implements Codec<TakeoverStep> {
  @Override
  public void write(TakeoverStep value, DataOutputView out) throws IOException {
    Compact.writeSigned(value.eventTimeMs(), out);
    Compact.writeString(value.eventId(), out);
    Compact.writeList(value.matched(), out, LoginActivityCodec::writeFailure);
  }

  @Override
  public TakeoverStep read(int version, DataInputView in) throws IOException {
    return new TakeoverStep(
        Compact.readSigned(in),
        Compact.readString(in),
        Compact.readList(in, LoginActivityCodec::readFailure));
  }
}
