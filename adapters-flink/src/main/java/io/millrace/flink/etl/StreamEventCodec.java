package io.millrace.flink.etl;

import io.millrace.domain.event.Order;
import io.millrace.domain.event.OrderStatus;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.StreamEvent;
import io.millrace.flink.codec.Codec;
import io.millrace.flink.codec.Compact;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The events that the enrichment reads: products and orders. */
public final class StreamEventCodec implements Codec<StreamEvent> {
  private static final int PRODUCT = 0;
  private static final int ORDER = 1;
  private static final OrderStatus[] STATUSES = OrderStatus.values();

  /** Since the second version, a product has a time, and may be without a name. */
  @Override
  public int version() {
    return 2;
  }

  @Override
  public void write(StreamEvent value, DataOutputView out) throws IOException {
    if (value instanceof Product product) {
      out.writeByte(PRODUCT);
      writeProduct(product, out);
    } else if (value instanceof Order order) {
      out.writeByte(ORDER);
      writeOrder(order, out);
    } else {
      throw new IllegalArgumentException("neither a product nor an order: " + value);
    }
  }

  @Override
  public StreamEvent read(int version, DataInputView in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case PRODUCT -> version == 1 ? readFirstProduct(in) : readProduct(in);
      case ORDER -> readOrder(in);
      default -> throw new IOException("neither a product nor an order: kind " + kind);
    };
  }

  private static void writeProduct(Product product, DataOutputView out) throws IOException {
    Compact.writeString(product.position(), out);
    out.writeLong(product.eventTimeMs());
    Compact.writeString(product.productId(), out);
    Compact.writeOptional(product.name(), out);
    Compact.writeOptional(product.category(), out);
  }

  private static Product readProduct(DataInputView in) throws IOException {
    return new Product(
        Compact.readString(in),
        in.readLong(),
        Compact.readString(in),
        Compact.readOptional(in),
        Compact.readOptional(in));
  }

  private static Product readFirstProduct(DataInputView in) throws IOException {
    return new Product(
        Compact.readString(in),
        Compact.readString(in),
        Compact.readString(in),
        Compact.readOptional(in));
  }

  private static void writeOrder(Order order, DataOutputView out) throws IOException {
    Compact.writeString(order.eventId(), out);
    Compact.writeString(order.orderId(), out);
    Compact.writeString(order.customerId(), out);
    Compact.writeString(order.productId(), out);
    Compact.writeSigned(order.quantity(), out);
    Compact.writeMoney(order.amount(), out);
    out.writeByte(Compact.codeOf(order.status()));
    out.writeBoolean(order.test());
    Compact.writeSigned(order.eventTimeMs(), out);
  }

  private static Order readOrder(DataInputView in) throws IOException {
    return new Order(
        Compact.readString(in),
        Compact.readString(in),
        Compact.readString(in),
        Compact.readString(in),
        Math.toIntExact(Compact.readSigned(in)),
        Compact.readMoney(in),
        STATUSES[in.readByte()],
        in.readBoolean(),
        Compact.readSigned(in));
  }
}
