package io.millrace.domain.fulfillment;

import io.millrace.domain.fulfillment.Movement.Demand;
import io.millrace.domain.fulfillment.Movement.Supply;
import io.millrace.domain.fulfillment.OpenMatches.OpenOffer;
import io.millrace.domain.fulfillment.OpenMatches.OpenOrder;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.result.Result;
import java.util.ArrayList;
import java.util.List;

/**
 * Matches the orders of a product with its inventory: first come, first served, from the oldest
 * offer. Deadlines close orders and offers in time, so that everything open may meet.
 */
public final class OrderMatching implements StateMachine<OpenMatches, Movement, Result> {
  private final long withinMs;

  /** Matches by the given policy. */
  public OrderMatching(FulfillmentPolicy policy) {
    this.withinMs = policy.withinMs();
  }

  @Override
  public OpenMatches initial() {
    return OpenMatches.NONE;
  }

  @Override
  public OpenMatches onEvent(
      String productId, OpenMatches state, Movement movement, Outbox<? super Result> out) {
    if (movement instanceof Demand demand && !demand.placed()) {
      return state;
    }
    OpenMatches open = state == OpenMatches.NONE ? new OpenMatches(List.of(), List.of()) : state;
    if (movement instanceof Supply supply) {
      open.offers().add(offer(supply));
    } else if (movement instanceof Demand demand) {
      open.orders().add(order(demand));
    }
    serve(productId, open, movement.eventTimeMs(), out);
    return emptyAsNone(open);
  }

  @Override
  public long deadline(OpenMatches open) {
    return open == OpenMatches.NONE ? NEVER : open.oldestMs() + withinMs;
  }

  @Override
  public OpenMatches onDeadline(String productId, OpenMatches open, Outbox<? super Result> out) {
    long nowMs = deadline(open);
    while (!open.orders().isEmpty() && open.orders().getFirst().timeMs() + withinMs <= nowMs) {
      out.emit(decided(productId, open.orders().removeFirst(), nowMs));
    }
    while (!open.offers().isEmpty() && open.offers().getFirst().timeMs() + withinMs <= nowMs) {
      open.offers().removeFirst();
    }
    return emptyAsNone(open);
  }

  private void serve(String productId, OpenMatches open, long nowMs, Outbox<? super Result> out) {
    while (!open.orders().isEmpty() && !open.offers().isEmpty()) {
      OpenOrder order = open.orders().getFirst();
      OpenOffer offer = open.offers().removeFirst();
      int wanted = order.requested() - order.allocated();
      int given = Math.min(wanted, offer.left());
      order.allocations().add(new Allocation(offer.eventId(), offer.warehouseId(), given));
      if (given < offer.left()) {
        open.offers().addFirst(withLeft(offer, offer.left() - given));
      }
      if (given == wanted) {
        out.emit(decided(productId, open.orders().removeFirst(), nowMs));
      }
    }
  }

  private static Fulfillment decided(String productId, OpenOrder order, long decidedAtMs) {
    int allocated = order.allocated();
    Outcome outcome =
        allocated == order.requested()
            ? Outcome.FULFILLED
            : allocated > 0 ? Outcome.PARTIALLY_FULFILLED : Outcome.UNFULFILLED;
    return new Fulfillment(
        order.orderId(),
        order.eventId(),
        productId,
        outcome,
        order.requested(),
        allocated,
        List.copyOf(order.allocations()),
        decidedAtMs);
  }

  private static OpenMatches emptyAsNone(OpenMatches open) {
    return open.isEmpty() ? OpenMatches.NONE : open;
  }

  private static OpenOffer offer(Supply supply) {
    return new OpenOffer(
        supply.eventTimeMs(), supply.eventId(), supply.warehouseId(), supply.quantity());
  }

  private static OpenOffer withLeft(OpenOffer offer, int left) {
    return new OpenOffer(offer.timeMs(), offer.eventId(), offer.warehouseId(), left);
  }

  private static OpenOrder order(Demand demand) {
    return new OpenOrder(
        demand.eventTimeMs(),
        demand.eventId(),
        demand.orderId(),
        demand.quantity(),
        new ArrayList<>(2));
  }
}
