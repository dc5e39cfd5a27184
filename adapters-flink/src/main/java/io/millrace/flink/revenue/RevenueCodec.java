package io.millrace.flink.revenue;

import io.millrace.domain.revenue.RevenueWindow;
import io.millrace.domain.revenue.Sale;
import io.millrace.flink.Binary;
import io.millrace.flink.DecisionCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of the sums of revenue. */
public final class RevenueCodec implements DecisionCodec<RevenueWindow, Sale> {
  @Override
  public void writeState(RevenueWindow open, DataOutput out) throws IOException {
    Binary.writeLong(open.orders(), out);
    if (open.orders() > 0) {
      Binary.writeLong(open.startMs(), out);
      Binary.writeDecimal(open.revenue(), out);
      Binary.writeLong(open.units(), out);
    }
  }

  @Override
  public RevenueWindow readState(int version, DataInput in) throws IOException {
    long orders = Binary.readLong(in);
    if (orders == 0) {
      return RevenueWindow.NONE;
    }
    return new RevenueWindow(
        Binary.readLong(in), Binary.readDecimal(in), orders, Binary.readLong(in));
  }

  @Override
  public void writeEvent(Sale sale, DataOutput out) throws IOException {
    Binary.writeLong(sale.eventTimeMs(), out);
    Binary.writeText(sale.eventId(), out);
    Binary.writeDecimal(sale.amount(), out);
    Binary.writeInt(sale.quantity(), out);
    out.writeBoolean(sale.completed());
  }

  @Override
  public Sale readEvent(int version, DataInput in) throws IOException {
    return new Sale(
        Binary.readLong(in),
        Binary.readText(in),
        Binary.readDecimal(in),
        Binary.readInt(in),
        in.readBoolean());
  }
}
