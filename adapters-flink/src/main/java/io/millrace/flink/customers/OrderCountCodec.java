package io.millrace.flink.customers;

import io.millrace.domain.customers.OrderCount;
import io.millrace.flink.codec.Codec;
import io.millrace.flink.codec.Compact;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Counts of orders. */
public final class OrderCountCodec implements Codec<OrderCount> {
  @Override
  public void write(OrderCount value, DataOutputView out) throws IOException {
    Compact.writeUnsigned(value.orders(), out);
  }

  @Override
  public OrderCount read(int version, DataInputView in) throws IOException {
    return new OrderCount(Compact.readUnsigned(in));
  }
}
