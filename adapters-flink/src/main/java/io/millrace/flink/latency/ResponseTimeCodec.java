package io.millrace.flink.latency;

import io.millrace.domain.latency.ResponseTime;
import io.millrace.flink.codec.Codec;
import io.millrace.flink.codec.Compact;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Response times. */
public final class ResponseTimeCodec implements Codec<ResponseTime> {
  @Override
  public void write(ResponseTime value, DataOutputView out) throws IOException {
    Compact.writeSigned(value.eventTimeMs(), out);
    Compact.writeString(value.eventId(), out);
    out.writeDouble(value.latencyMs());
  }

  @Override
  public ResponseTime read(int version, DataInputView in) throws IOException {
    return new ResponseTime(Compact.readSigned(in), Compact.readString(in), in.readDouble());
  }
}
