package io.millrace.traffic;

import io.millrace.domain.event.Stream;

/** Units of products that become available; it follows the orders and has no life of its own. */
final class StockSource {
  private static final int WAREHOUSES = 6;

  private final Scene scene;
  private final Dice dice;
  private final EventIds ids;

  StockSource(Scene scene) {
    this.scene = scene;
    this.dice = scene.dice();
    this.ids = new EventIds("inv", scene.profile());
  }

  /** Units arrive at the given time: from half to three times of what is wanted. */
  void arrive(String product, int wanted, long timeMs) {
    String id = ids.next();
    byte[] json =
        scene
            .line()
            .open()
            .id("event_id", id)
            .id("product_id", product)
            .id("warehouse_id", "wh-" + dice.below(WAREHOUSES))
            .number("quantity", dice.between((wanted + 1) / 2, 3L * wanted))
            .time(timeMs)
            .close();
    scene.stage().ordinary(Stream.INVENTORY, product, id, timeMs, json);
  }
}
