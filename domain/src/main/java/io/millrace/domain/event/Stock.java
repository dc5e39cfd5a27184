package io.millrace.domain.event;

import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;

/** Units of a product were made available; at least one. */
public record Stock(
    String eventId, String productId, String warehouseId, int quantity, long eventTimeMs)
    implements StreamEvent {
  /** Stream {@code inventory}. */
  public static final Schema<Stock> SCHEMA =
      Schema.<Stock>of(
          "inventory",
          (stock, out) ->
              out.text(stock.eventId)
                  .text(stock.productId)
                  .text(stock.warehouseId)
                  .integer(stock.quantity)
                  .time(stock.eventTimeMs),
          in -> new Stock(in.text(), in.text(), in.text(), in.integer(), in.time()),
          Field.identifier("event_id").id(),
          Field.identifier("product_id").key(),
          Field.identifier("warehouse_id"),
          Field.positiveInteger("quantity"),
          Field.eventTime());

  @Override
  public Stream stream() {
    return Stream.INVENTORY;
  }
}
