package io.millrace.domain.revenue;

import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import io.millrace.domain.result.Result;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldReader;
import io.millrace.domain.schema.Role;
import io.millrace.domain.schema.Schema;
import java.io.IOException;

/** What a product earned in a window; start inclusive, end exclusive. */
public record ProductRevenue(
    String productId, long windowStartMs, long windowEndMs, Money revenue, long orders, long units)
    implements Result {
  /** Result {@code product_revenue}. */
  public static final Schema<ProductRevenue> SCHEMA =
      Schema.<ProductRevenue>of(
          "product_revenue",
          (product, out) ->
              out.text(product.productId)
                  .currency(product.revenue.currency())
                  .time(product.windowStartMs)
                  .time(product.windowEndMs)
                  .amount(product.revenue)
                  .count(product.orders)
                  .whole(product.units),
          ProductRevenue::read,
          Field.text("product_id").key().as(Role.INDEX),
          Field.currency().as(Role.INDEX),
          Field.time("window_start").as(Role.INDEX),
          Field.time("window_end"),
          Field.amount("revenue"),
          Field.count("orders").as(Role.REVISION),
          Field.whole("units"));

  @Override
  public Schema<ProductRevenue> schema() {
    return SCHEMA;
  }

  private static ProductRevenue read(FieldReader in) throws IOException {
    String productId = in.text();
    Currency currency = in.currency();
    return new ProductRevenue(
        productId, in.time(), in.time(), in.amount(currency), in.count(), in.whole());
  }
}
