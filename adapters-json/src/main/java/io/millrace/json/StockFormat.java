package io.millrace.json;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Stock;
import io.millrace.domain.event.StreamEvent;

/** Stream {@code inventory}. */
final class StockFormat extends EventFormat {
  private final TextField eventId = required(TextField.identifier("event_id"));
  private final TextField productId = required(TextField.identifier("product_id"));
  private final TextField warehouseId = required(TextField.identifier("warehouse_id"));
  private final IntegerField quantity =
      required(new IntegerField("quantity", units -> units > 0, "greater than 0"));
  private final TimeField eventTime = required(new TimeField());

  @Override
  StreamEvent event(RawRecord record) {
    return new Stock(
        eventId.value(),
        productId.value(),
        warehouseId.value(),
        quantity.value(),
        eventTime.value());
  }
}
