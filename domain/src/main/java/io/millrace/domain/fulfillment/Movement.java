package io.millrace.domain.fulfillment;

import io.millrace.domain.event.Order;
import io.millrace.domain.event.OrderStatus;
import io.millrace.domain.event.Stock;
import io.millrace.domain.kernel.Event;

/** What moves a product's units. At the same time, supply comes before demand. */
public sealed interface Movement extends Event {
  /** Units were made available. */
  record Supply(long eventTimeMs, String eventId, String warehouseId, int quantity)
      implements Movement {
    /** Projects an inventory event. */
    public static Supply of(Stock stock) {
      return new Supply(
          stock.eventTimeMs(), stock.eventId(), stock.warehouseId(), stock.quantity());
    }

    @Override
    public int rank() {
      return 0;
    }
  }

  /**
   * An order's status changed.
   *
   * @param placed whether it asks for units; other statuses change nothing
   */
  record Demand(long eventTimeMs, String eventId, String orderId, int quantity, boolean placed)
      implements Movement {
    /** Projects an order. */
    public static Demand of(Order order) {
      return new Demand(
          order.eventTimeMs(),
          order.eventId(),
          order.orderId(),
          order.quantity(),
          order.status() == OrderStatus.PLACED);
    }

    @Override
    public int rank() {
      return 1;
    }
  }
}
