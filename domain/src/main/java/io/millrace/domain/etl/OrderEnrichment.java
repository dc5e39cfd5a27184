package io.millrace.domain.etl;

import io.millrace.domain.event.Order;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Product.Unchanged;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.result.ReceivedRecord;
import io.millrace.domain.result.Rejection.Reason;
import io.millrace.domain.result.Result;

/**
 * Joins the orders of a product with its latest catalogue record before them, or at the same time.
 * Remembers for ever what the catalogue says of a product. A change that comes behind what is
 * decided counts from then on, unless a later one is known: a catalogue that is sent anew, as its
 * sender may, goes not back in time. A change that leaves out what is as before, of a product that
 * is not known, is a rejection.
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
      return product.eventTimeMs() < known.sinceMs() ? known : onProduct(known, product, out);
    }
    if (event instanceof Order order) {
      out.emit(
          new EnrichedOrder(order, known.name(), known.category(), policy.tierOf(order.amount())));
      return known;
    }
    throw new IllegalArgumentException("neither a product nor an order: " + event);
  }

  private static CatalogueEntry onProduct(
      CatalogueEntry known, Product product, Outbox<? super Result> out) {
    Unchanged unchanged = product.unchanged();
    if (unchanged == null) {
      return CatalogueEntry.of(product);
    }
    if (known.isKnown()) {
      return known.with(product, unchanged);
    }
    String field = unchanged.name() ? "name" : "category";
    out.emit(
        ((ReceivedRecord) unchanged.record())
            .rejected(
                Stream.PRODUCTS,
                Reason.UNKNOWN_VALUE,
                field,
                field
                    + " is left out as unchanged, must be there: product "
                    + product.productId()
                    + " was not known before"));
    return known;
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
