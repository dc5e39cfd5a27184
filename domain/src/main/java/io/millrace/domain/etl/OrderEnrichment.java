package io.millrace.domain.etl;

import io.millrace.domain.event.Order;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.result.Result;

/**
 * Joins the orders of a product with its latest catalogue record before them, or at the same time.
 * Remembers for ever what the catalogue says of a product. A change that comes behind what is
 * decided counts from then on, unless a later one is known: a catalogue that is sent anew, as its
 * sender may, goes not back in time.
 */
public final class OrderEnrichment implements StateMachine<CatalogueEntry, StreamEvent, Result> {
  private final EnrichmentPolicy policy;

  /** Enriches by the given policy. */
  public OrderEnrichment(EnrichmentPolicy policy) {
    this.policy = policy;
  }

  @Override
  public CatalogueEntry initial() {
    return CatalogueEntry.UNKNOWN;
  }

  @Override
  public CatalogueEntry onEvent(
      String productId, CatalogueEntry known, StreamEvent event, Outbox<? super Result> out) {
    if (event instanceof Product product) {
      return product.eventTimeMs() < known.sinceMs() ? known : CatalogueEntry.of(product);
    }
    if (event instanceof Order order) {
      out.emit(
          new EnrichedOrder(order, known.name(), known.category(), policy.tierOf(order.amount())));
      return known;
    }
    throw new IllegalArgumentException("neither a product nor an order: " + event);
  }

  @Override
  public long deadline(CatalogueEntry known) {
    return NEVER;
  }

  @Override
  public CatalogueEntry onDeadline(
      String productId, CatalogueEntry known, Outbox<? super Result> out) {
    throw new IllegalStateException("a catalogue entry has no deadline: " + known);
  }
}
