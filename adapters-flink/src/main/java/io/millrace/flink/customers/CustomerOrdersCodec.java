package io.millrace.flink.customers;

import io.millrace.domain.customers.OrderCount;
import io.millrace.domain.customers.OrderSeen;
import io.millrace.flink.Binary;
import io.millrace.flink.DecisionCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of the count of customers' orders. */
public final class CustomerOrdersCodec implements DecisionCodec<OrderCount, OrderSeen> {
  @Override
  public void writeState(OrderCount count, DataOutput out) throws IOException {
    Binary.writeLong(count.orders(), out);
  }

  @Override
  public OrderCount readState(int version, DataInput in) throws IOException {
    long orders = Binary.readLong(in);
    return orders == 0 ? OrderCount.NONE : new OrderCount(orders);
  }

  @Override
  public void writeEvent(OrderSeen order, DataOutput out) throws IOException {
    Binary.writeLong(order.eventTimeMs(), out);
    Binary.writeText(order.eventId(), out);
    out.writeBoolean(order.completed());
  }

  @Override
  public OrderSeen readEvent(int version, DataInput in) throws IOException {
    return new OrderSeen(Binary.readLong(in), Binary.readText(in), in.readBoolean());
  }
}
