package io.millrace.flink.customers;

import io.millrace.domain.customers.OrderSeen;
import io.millrace.flink.codec.Codec;
import io.millrace.flink.codec.Compact;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What a count needs of orders. */
public final class OrderSeenCodec implements Codec<OrderSeen> {
  @Override
  public void write(OrderSeen value, DataOutputView out) throws IOException {
    Compact.writeSigned(value.eventTimeMs(), out);
    Compact.writeString(value.eventId(), out);
    out.writeBoolean(value.completed());
  }

  @Override
  public OrderSeen read(int version, DataInputView in) throws IOException {
    return new OrderSeen(Compact.readSigned(in), Compact.readString(in), in.readBoolean());
  }
}
