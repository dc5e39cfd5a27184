package io.millrace.application.fulfillment;

import io.millrace.application.codec.Codec;
import io.millrace.application.codec.Compact;
import io.millrace.domain.fulfillment.Allocation;
import io.millrace.domain.fulfillment.OpenMatches;
import io.millrace.domain.fulfillment.OpenMatches.OpenOffer;
import io.millrace.domain.fulfillment.OpenMatches.OpenOrder;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Open orders and offers. */
public final class OpenMatchesCodec implements Codec<OpenMatches> {
  @Override
  public void write(OpenMatches value, DataOutput out) throws IOException {
    Compact.writeList(value.orders(), out, OpenMatchesCodec::writeOrder);
    Compact.writeList(value.offers(), out, OpenMatchesCodec::writeOffer);
  }

  @Override
  public OpenMatches read(int version, DataInput in) throws IOException {
    return new OpenMatches(
        Compact.readList(in, OpenMatchesCodec::readOrder),
        Compact.readList(in, OpenMatchesCodec::readOffer));
  }

  @Override
  public OpenMatches copy(OpenMatches value) {
    return value.copy();
  }

  private static void writeOrder(OpenOrder order, DataOutput out) throws IOException {
    Compact.writeSigned(order.timeMs(), out);
    Compact.writeString(order.eventId(), out);
    Compact.writeString(order.orderId(), out);
    Compact.writeSigned(order.requested(), out);
    Compact.writeList(order.allocations(), out, OpenMatchesCodec::writeAllocation);
  }

  private static OpenOrder readOrder(DataInput in) throws IOException {
    return new OpenOrder(
        Compact.readSigned(in),
        Compact.readString(in),
        Compact.readString(in),
        Math.toIntExact(Compact.readSigned(in)),
        Compact.readList(in, OpenMatchesCodec::readAllocation));
  }

  private static void writeOffer(OpenOffer offer, DataOutput out) throws IOException {
    Compact.writeSigned(offer.timeMs(), out);
    Compact.writeString(offer.eventId(), out);
    Compact.writeString(offer.warehouseId(), out);
    Compact.writeSigned(offer.left(), out);
  }

  private static OpenOffer readOffer(DataInput in) throws IOException {
    return new OpenOffer(
        Compact.readSigned(in),
        Compact.readString(in),
        Compact.readString(in),
        Math.toIntExact(Compact.readSigned(in)));
  }

  private static void writeAllocation(Allocation allocation, DataOutput out) throws IOException {
    Compact.writeString(allocation.eventId(), out);
    Compact.writeString(allocation.warehouseId(), out);
    Compact.writeSigned(allocation.quantity(), out);
  }

  private static Allocation readAllocation(DataInput in) throws IOException {
    return new Allocation(
        Compact.readString(in), Compact.readString(in), Math.toIntExact(Compact.readSigned(in)));
  }
}
