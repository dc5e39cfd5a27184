package io.millrace.application.fulfillment;

import io.millrace.application.codec.Codec;
import io.millrace.application.codec.Compact;
import io.millrace.domain.fulfillment.Movement;
import io.millrace.domain.fulfillment.Movement.Demand;
import io.millrace.domain.fulfillment.Movement.Supply;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Supply and demand. */
public final class MovementCodec implements Codec<Movement> {
  private static final int SUPPLY = 0;
  private static final int PLACED = 1;
  private static final int OTHER_DEMAND = 2;

  @Override
  public void write(Movement value, DataOutput out) throws IOException {
    Compact.writeSigned(value.eventTimeMs(), out);
    Compact.writeString(value.eventId(), out);
    if (value instanceof Supply supply) {
      out.writeByte(SUPPLY);
      Compact.writeString(supply.warehouseId(), out);
      Compact.writeSigned(supply.quantity(), out);
    } else if (value instanceof Demand demand) {
      out.writeByte(demand.placed() ? PLACED : OTHER_DEMAND);
      Compact.writeString(demand.orderId(), out);
      Compact.writeSigned(demand.quantity(), out);
    }
  }

  @Override
  public Movement read(int version, DataInput in) throws IOException {
    long timeMs = Compact.readSigned(in);
    String eventId = Compact.readString(in);
    int kind = in.readByte();
    String id = Compact.readString(in);
    int quantity = Math.toIntExact(Compact.readSigned(in));
    return kind == SUPPLY
        ? new Supply(timeMs, eventId, id, quantity)
        : new Demand(timeMs, eventId, id, quantity, kind == PLACED);
  }
}
