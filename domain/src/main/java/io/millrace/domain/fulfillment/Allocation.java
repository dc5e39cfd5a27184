package io.millrace.domain.fulfillment;

import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;

/** Units of one offer that were promised to one order. */
public record Allocation(String eventId, String warehouseId, int quantity) {
  /** Its fields. */
  public static final Schema<Allocation> SCHEMA =
      Schema.<Allocation>of(
          "allocations",
          (allocation, out) ->
              out.text(allocation.eventId)
                  .text(allocation.warehouseId)
                  .integer(allocation.quantity),
          in -> new Allocation(in.text(), in.text(), in.integer()),
          Field.text("event_id"),
          Field.text("warehouse_id"),
          Field.integer("quantity"));
}
