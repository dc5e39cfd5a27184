package io.millrace.application.revenue;

import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.catalogue.Reads;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.event.Order;
import io.millrace.domain.event.Stream;
import io.millrace.domain.revenue.RevenuePolicy;
import io.millrace.domain.revenue.RevenueSumming;
import io.millrace.domain.revenue.RevenueWindow;
import io.millrace.domain.revenue.Sale;

/** Revenue of products in windows. */
public final class ProductRevenueEntry {
  private ProductRevenueEntry() {}

  /** The entry. */
  public static final DecisionEntry<RevenueWindow, Sale, ?> ENTRY =
      DecisionEntry.named("product-revenue")
          .written(Sale.SCHEMA, RevenueWindow.SCHEMA)
          .reads(Reads.from(Stream.ORDERS, Order.class, RevenueSumming::keyOf, Sale::of))
          .alsoBy(Engine.SQL, policies -> true)
          .remembersBy("product_revenue.window_ms")
          .makes(ResultType.PRODUCT_REVENUE)
          .decidedBy(RevenuePolicy.SECTION, RevenueSumming::new);
}
