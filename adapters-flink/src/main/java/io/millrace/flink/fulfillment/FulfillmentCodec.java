package io.millrace.flink.fulfillment;

import io.millrace.domain.fulfillment.Allocation;
import io.millrace.domain.fulfillment.Movement;
import io.millrace.domain.fulfillment.Movement.Demand;
import io.millrace.domain.fulfillment.Movement.Supply;
import io.millrace.domain.fulfillment.OpenMatches;
import io.millrace.domain.fulfillment.OpenMatches.OpenOffer;
import io.millrace.domain.fulfillment.OpenMatches.OpenOrder;
import io.millrace.flink.Binary;
import io.millrace.flink.DecisionCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The bytes of the matching of orders with inventory. */
public final class FulfillmentCodec implements DecisionCodec<OpenMatches, Movement> {
  @Override
  public void writeState(OpenMatches open, DataOutput out) throws IOException {
    Binary.writeInt(open.orders().size(), out);
    for (OpenOrder order : open.orders()) {
      writeOrder(order, out);
    }
    Binary.writeInt(open.offers().size(), out);
    for (OpenOffer offer : open.offers()) {
      Binary.writeLong(offer.timeMs(), out);
      Binary.writeText(offer.eventId(), out);
      Binary.writeText(offer.warehouseId(), out);
      Binary.writeInt(offer.left(), out);
    }
  }

  @Override
  public OpenMatches readState(int version, DataInput in) throws IOException {
    int orderCount = Binary.readInt(in);
    List<OpenOrder> orders = new ArrayList<>(orderCount);
    for (int i = 0; i < orderCount; i++) {
      orders.add(readOrder(in));
    }
    int offerCount = Binary.readInt(in);
    List<OpenOffer> offers = new ArrayList<>(offerCount);
    for (int i = 0; i < offerCount; i++) {
      offers.add(
          new OpenOffer(
              Binary.readLong(in), Binary.readText(in), Binary.readText(in), Binary.readInt(in)));
    }
    boolean none = orders.isEmpty() && offers.isEmpty();
    return none ? OpenMatches.NONE : new OpenMatches(orders, offers);
  }

  @Override
  public OpenMatches copyState(OpenMatches open) {
    return open.copy();
  }

  @Override
  public void writeEvent(Movement movement, DataOutput out) throws IOException {
    Binary.writeLong(movement.eventTimeMs(), out);
    Binary.writeText(movement.eventId(), out);
    out.writeBoolean(movement instanceof Supply);
    if (movement instanceof Supply supply) {
      Binary.writeText(supply.warehouseId(), out);
      Binary.writeInt(supply.quantity(), out);
    } else if (movement instanceof Demand demand) {
      Binary.writeText(demand.orderId(), out);
      Binary.writeInt(demand.quantity(), out);
      out.writeBoolean(demand.placed());
    }
  }

  @Override
  public Movement readEvent(int version, DataInput in) throws IOException {
    long eventTimeMs = Binary.readLong(in);
    String eventId = Binary.readText(in);
    boolean supply = in.readBoolean();
    String other = Binary.readText(in);
    int quantity = Binary.readInt(in);
    return supply
        ? new Supply(eventTimeMs, eventId, other, quantity)
        : new Demand(eventTimeMs, eventId, other, quantity, in.readBoolean());
  }

  private static void writeOrder(OpenOrder order, DataOutput out) throws IOException {
    Binary.writeLong(order.timeMs(), out);
    Binary.writeText(order.eventId(), out);
    Binary.writeText(order.orderId(), out);
    Binary.writeInt(order.requested(), out);
    Binary.writeInt(order.allocations().size(), out);
    for (Allocation allocation : order.allocations()) {
      Binary.writeText(allocation.eventId(), out);
      Binary.writeText(allocation.warehouseId(), out);
      Binary.writeInt(allocation.quantity(), out);
    }
  }

  private static OpenOrder readOrder(DataInput in) throws IOException {
    long timeMs = Binary.readLong(in);
    String eventId = Binary.readText(in);
    String orderId = Binary.readText(in);
    int requested = Binary.readInt(in);
    int count = Binary.readInt(in);
    List<Allocation> allocations = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      allocations.add(new Allocation(Binary.readText(in), Binary.readText(in), Binary.readInt(in)));
    }
    return new OpenOrder(timeMs, eventId, orderId, requested, allocations);
  }
}
