package io.millrace.flink.etl;

import io.millrace.domain.event.Order;
import io.millrace.domain.event.OrderStatus;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Product.Unchanged;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.ReceivedRecord;
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

  /**
   * Since the second version, a product has a time, and may be without a name; since the third, its
   * record may leave out what has not changed.
   */
  @Override
  public int version() {
    return 3;
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
      case PRODUCT -> version == 1 ? readFirstProduct(in) : readProduct(version, in);
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
    Unchanged unchanged = product.unchanged();
    out.writeBoolean(unchanged != null);
    if (unchanged != null) {
      out.writeBoolean(unchanged.name());
      out.writeBoolean(unchanged.category());
      ReceivedRecords.write((ReceivedRecord) unchanged.record(), out);
    }
  }

  private static Product readProduct(int version, DataInputView in) throws IOException {
    return new Product(
        Compact.readString(in),
        in.readLong(),
        Compact.readString(in),
        Compact.readOptional(in),
        Compact.readOptional(in),
        version > 2 && in.readBoolean()
            ? new Unchanged(in.readBoolean(), in.readBoolean(), ReceivedRecords.read(in))
            : null);
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
