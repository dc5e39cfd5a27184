package io.millrace.domain.fulfillment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The orders of a product that want units and the offers that have some, oldest first. Changes in
 * place. As every open order and every open offer could meet, never both are left: one side is
 * always empty.
 */
public final class OpenMatches {
  /** Nothing is open. */
  public static final OpenMatches NONE = new OpenMatches(List.of(), List.of());

  private final ArrayDeque<OpenOrder> orders;
  private final ArrayDeque<OpenOffer> offers;

  /** Open orders and offers, oldest first. */
  public OpenMatches(List<OpenOrder> orders, List<OpenOffer> offers) {
    this.orders = new ArrayDeque<>(orders);
    this.offers = new ArrayDeque<>(offers);
  }

  /** An order that wants units; {@code allocations} grows. */
  public record OpenOrder(
      long timeMs, String eventId, String orderId, int requested, List<Allocation> allocations) {
    int allocated() {
      int sum = 0;
      for (Allocation allocation : allocations) {
        sum += allocation.quantity();
      }
      return sum;
    }
  }

  /** An offer with units left. */
  public record OpenOffer(long timeMs, String eventId, String warehouseId, int left) {}

  /** Equal open matches that change on their own. */
  public OpenMatches copy() {
    if (this == NONE) {
      return NONE;
    }
    List<OpenOrder> copies = new ArrayList<>(orders.size());
    for (OpenOrder order : orders) {
      copies.add(
          new OpenOrder(
              order.timeMs(),
              order.eventId(),
              order.orderId(),
              order.requested(),
              new ArrayList<>(order.allocations())));
    }
    return new OpenMatches(copies, new ArrayList<>(offers));
  }

  /** The orders that want units, oldest first. */
  public ArrayDeque<OpenOrder> orders() {
    return orders;
  }

  /** The offers that have units left, oldest first. */
  public ArrayDeque<OpenOffer> offers() {
    return offers;
  }

  boolean isEmpty() {
    return orders.isEmpty() && offers.isEmpty();
  }

  /** When the oldest order or offer was made, or {@link Long#MAX_VALUE}. */
  long oldestMs() {
    long order = orders.isEmpty() ? Long.MAX_VALUE : orders.getFirst().timeMs();
    long offer = offers.isEmpty() ? Long.MAX_VALUE : offers.getFirst().timeMs();
    return Math.min(order, offer);
  }
}
