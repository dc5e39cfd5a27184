package io.millrace.traffic;

import io.millrace.domain.event.Stream;

/** Units of products that become available; it follows the orders and has no life of its own. */
final class StockTraffic {
  private static final int WAREHOUSES = 6;

  private final TrafficContext context;
  private final Dice dice;
  private final EventIds ids;

  StockTraffic(TrafficContext context) {
    this.context = context;
    this.dice = context.dice();
    this.ids = new EventIds("inv", context.profile());
  }

  /** Units arrive at the given time: from half to three times of what is wanted. */
  void arrive(String product, int wanted, long timeMs) {
    String id = ids.next();
    byte[] json =
        context
            .line()
            .open()
            .id("event_id", id)
            .id("product_id", product)
            .id("warehouse_id", "wh-" + dice.below(WAREHOUSES))
            .number("quantity", dice.between((wanted + 1) / 2, 3L * wanted))
            .time(timeMs)
            .close();
    context.transport().ordinary(Stream.INVENTORY, product, id, timeMs, json);
  }
}
