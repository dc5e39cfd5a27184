package io.millrace.flink.revenue;

import io.millrace.domain.revenue.RevenueWindow;
import io.millrace.flink.codec.Codec;
import io.millrace.flink.codec.Compact;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The sums of open windows. */
public final class RevenueWindowCodec implements Codec<RevenueWindow> {
  @Override
  public void write(RevenueWindow value, DataOutputView out) throws IOException {
    Compact.writeSigned(value.startMs(), out);
    Compact.writeDecimal(value.revenue(), out);
    Compact.writeUnsigned(value.orders(), out);
    Compact.writeSigned(value.units(), out);
  }

  @Override
  public RevenueWindow read(int version, DataInputView in) throws IOException {
    return new RevenueWindow(
        Compact.readSigned(in),
        Compact.readDecimal(in),
        Compact.readUnsigned(in),
        Compact.readSigned(in));
  }
}
