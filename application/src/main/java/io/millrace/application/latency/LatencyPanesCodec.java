package io.millrace.application.latency;

import io.millrace.application.codec.Codec;
import io.millrace.application.codec.Compact;
import io.millrace.domain.latency.LatencyPanes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The panes of an endpoint, with their exact sums and sketches. */
public final class LatencyPanesCodec implements Codec<LatencyPanes> {
  @Override
  public void write(LatencyPanes value, DataOutput out) throws IOException {
    Compact.writeSigned(value.nextEndMs(), out);
    Compact.writeList(value.panes(), out, LatencyPaneCodec::writePane);
  }

  @Override
  public LatencyPanes read(int version, DataInput in) throws IOException {
    return new LatencyPanes(
        Compact.readSigned(in), Compact.readList(in, LatencyPaneCodec::readPane));
  }

  @Override
  public LatencyPanes copy(LatencyPanes value) {
    return value.copy();
  }
}
