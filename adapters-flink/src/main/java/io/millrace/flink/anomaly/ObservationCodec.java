package io.millrace.flink.anomaly;

import io.millrace.domain.anomaly.Observation;
import io.millrace.flink.codec.Codec;
import io.millrace.flink.codec.Compact;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Values of a series. */
public final class ObservationCodec implements Codec<Observation> {
  @Override
  public void write(Observation value, DataOutputView out) throws IOException {
    Compact.writeSigned(value.eventTimeMs(), out);
    Compact.writeString(value.eventId(), out);
    out.writeDouble(value.value());
    out.writeBoolean(value.latency());
  }

  @Override
  public Observation read(int version, DataInputView in) throws IOException {
    return new Observation(
        Compact.readSigned(in), Compact.readString(in), in.readDouble(), in.readBoolean());
  }
}
