package io.millrace.application.etl;

import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.catalogue.Reads;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.etl.CatalogueEntry;
import io.millrace.domain.etl.EnrichmentPolicy;
import io.millrace.domain.etl.OrderEnrichment;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;

/** Orders with what the catalogue knows of their products. */
public final class EnrichmentEntry {
  private EnrichmentEntry() {}

  /** The entry. */
  public static final DecisionEntry<CatalogueEntry, StreamEvent, ?> ENTRY =
      DecisionEntry.named("enrichment")
          .written(new StreamEventCodec(), new CatalogueEntryCodec())
          .reads(
              Reads.<Product, StreamEvent>from(
                  Stream.PRODUCTS, Product.class, Product::productId, product -> product))
          .reads(
              Reads.<Order, StreamEvent>from(
                  Stream.ORDERS, Order.class, Order::productId, order -> order))
          .makes(ResultType.ENRICHED_ORDERS)
          .decidedBy(EnrichmentPolicy.SECTION, OrderEnrichment::new);
}
