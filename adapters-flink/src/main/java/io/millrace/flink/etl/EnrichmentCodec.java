package io.millrace.flink.etl;

import io.millrace.domain.etl.CatalogueEntry;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.OrderStatus;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.money.Money;
import io.millrace.flink.Binary;
import io.millrace.flink.DecisionCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The bytes of the enrichment of orders. */
public final class EnrichmentCodec implements DecisionCodec<CatalogueEntry, StreamEvent> {
  private static final int PRODUCT = 1;
  private static final int CATEGORY = 2;
  private static final int TEST = 4;

  @Override
  public void writeState(CatalogueEntry known, DataOutput out) throws IOException {
    out.writeBoolean(known == CatalogueEntry.UNKNOWN);
    if (known != CatalogueEntry.UNKNOWN) {
      Binary.writeText(known.name(), out);
      Binary.writeText(known.category(), out);
    }
  }

  @Override
  public CatalogueEntry readState(int version, DataInput in) throws IOException {
    return in.readBoolean()
        ? CatalogueEntry.UNKNOWN
        : new CatalogueEntry(Binary.readText(in), Binary.readText(in));
  }

  @Override
  public void writeEvent(StreamEvent event, DataOutput out) throws IOException {
    if (event instanceof Product product) {
      writeProduct(product, out);
    } else if (event instanceof Order order) {
      writeOrder(order, out);
    } else {
      throw new IOException("neither a product nor an order: " + event);
    }
  }

  @Override
  public StreamEvent readEvent(int version, DataInput in) throws IOException {
    int flags = in.readByte();
    return (flags & PRODUCT) != 0
        ? new Product(
            Binary.readText(in),
            Binary.readText(in),
            Binary.readText(in),
            (flags & CATEGORY) != 0 ? Binary.readText(in) : null)
        : readOrder((flags & TEST) != 0, in);
  }

  private static void writeProduct(Product product, DataOutput out) throws IOException {
    String category = product.category();
    out.writeByte(PRODUCT | (category == null ? 0 : CATEGORY));
    Binary.writeText(product.position(), out);
    Binary.writeText(product.productId(), out);
    Binary.writeText(product.name(), out);
    if (category != null) {
      Binary.writeText(category, out);
    }
  }

  private static void writeOrder(Order order, DataOutput out) throws IOException {
    out.writeByte(order.test() ? TEST : 0);
    Binary.writeText(order.eventId(), out);
    Binary.writeText(order.orderId(), out);
    Binary.writeText(order.customerId(), out);
    Binary.writeText(order.productId(), out);
    Binary.writeInt(order.quantity(), out);
    Binary.writeDecimal(order.amount().amount(), out);
    Binary.writeCurrency(order.amount().currency(), out);
    Binary.writeText(order.status().name(), out);
    Binary.writeLong(order.eventTimeMs(), out);
  }

  private static Order readOrder(boolean test, DataInput in) throws IOException {
    return new Order(
        Binary.readText(in),
        Binary.readText(in),
        Binary.readText(in),
        Binary.readText(in),
        Binary.readInt(in),
        new Money(Binary.readDecimal(in), Binary.readCurrency(in)),
        OrderStatus.valueOf(Binary.readText(in)),
        test,
        Binary.readLong(in));
  }
}
