package io.millrace.flink.latency;

import io.millrace.domain.latency.LatencyPanes;
import io.millrace.flink.codec.Codec;
import io.millrace.flink.codec.Compact;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The panes of an endpoint, with their exact sums and sketches. */
public final class LatencyPanesCodec implements Codec<LatencyPanes> {
  @Override
  public void write(LatencyPanes value, DataOutputView out) throws IOException {
    Compact.writeSigned(value.nextEndMs(), out);
    Compact.writeList(value.panes(), out, LatencyPaneCodec::writePane);
  }

  @Override
  public LatencyPanes read(int version, DataInputView in) throws IOException {
    return new LatencyPanes(
        Compact.readSigned(in), Compact.readList(in, LatencyPaneCodec::readPane));
  }

  @Override
  public LatencyPanes copy(LatencyPanes value) {
    return value.copy();
  }
}
