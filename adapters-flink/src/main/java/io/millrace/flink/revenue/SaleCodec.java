package io.millrace.flink.revenue;

import io.millrace.domain.revenue.Sale;
import io.millrace.flink.codec.Codec;
import io.millrace.flink.codec.Compact;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What a sum of revenue needs of orders. */
public final class SaleCodec implements Codec<Sale> {
  @Override
  public void write(Sale value, DataOutputView out) throws IOException {
    Compact.writeSigned(value.eventTimeMs(), out);
    Compact.writeString(value.eventId(), out);
    Compact.writeDecimal(value.amount(), out);
    Compact.writeSigned(value.quantity(), out);
    out.writeBoolean(value.completed());
  }

  @Override
  public Sale read(int version, DataInputView in) throws IOException {
    return new Sale(
        Compact.readSigned(in),
        Compact.readString(in),
        Compact.readDecimal(in),
        Math.toIntExact(Compact.readSigned(in)),
        in.readBoolean());
  }
}
