package io.millrace.application.etl;

import io.millrace.application.codec.Codec;
import io.millrace.application.codec.Compact;
import io.millrace.application.codec.SchemaCodec;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Product.Unchanged;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.ReceivedRecord;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The events that the enrichment reads: products and orders. */
public final class StreamEventCodec implements Codec<StreamEvent> {
  private static final int PRODUCT = 0;
  private static final int ORDER = 1;

  private final Codec<Order> orders = new SchemaCodec<>(Order.SCHEMA);

  /**
   * Since the second version, a product has a time, and may be without a name; since the third, its
   * record may leave out what has not changed.
   */
  @Override
  public int version() {
    return 3;
  }

  @Override
  public void write(StreamEvent value, DataOutput out) throws IOException {
    if (value instanceof Product product) {
      out.writeByte(PRODUCT);
      writeProduct(product, out);
    } else if (value instanceof Order order) {
      out.writeByte(ORDER);
      orders.write(order, out);
    } else {
      throw new IllegalArgumentException("neither a product nor an order: " + value);
    }
  }

  @Override
  public StreamEvent read(int version, DataInput in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case PRODUCT -> version == 1 ? readFirstProduct(in) : readProduct(version, in);
      case ORDER -> orders.read(1, in);
      default -> throw new IOException("neither a product nor an order: kind " + kind);
    };
  }

  private static void writeProduct(Product product, DataOutput out) throws IOException {
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

  private static Product readProduct(int version, DataInput in) throws IOException {
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

  private static Product readFirstProduct(DataInput in) throws IOException {
    return new Product(
        Compact.readString(in),
        Compact.readString(in),
        Compact.readString(in),
        Compact.readOptional(in));
  }
}
