package io.millrace.domain.etl;

import io.millrace.domain.event.Order;
import io.millrace.domain.event.OrderStatus;
import io.millrace.domain.result.Result;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldWriter;
import io.millrace.domain.schema.Schema;
import java.io.IOException;

/** A valid order with what the catalogue knows of its product. */
public record EnrichedOrder(
    Order order, String productName, String category, RevenueTier revenueTier) implements Result {
  private static final OrderStatus[] STATUSES = OrderStatus.values();
  private static final RevenueTier[] TIERS = RevenueTier.values();

  /** Result {@code enriched_orders}: the fields of the order, and those of its product. */
  public static final Schema<EnrichedOrder> SCHEMA =
      Schema.<EnrichedOrder>of(
          "enriched_orders",
          EnrichedOrder::write,
          in -> new EnrichedOrder(Order.SCHEMA.read(in), in.text(), in.text(), in.word(TIERS)),
          Field.text("event_id"),
          Field.text("order_id"),
          Field.text("customer_id"),
          Field.text("product_id").key(),
          Field.integer("quantity"),
          Field.amount("amount"),
          Field.currency(),
          Field.word("status", STATUSES),
          Field.flag("test"),
          Field.eventTime(),
          Field.text("product_name"),
          Field.text("category"),
          Field.word("revenue_tier", TIERS));

  @Override
  public Schema<EnrichedOrder> schema() {
    return SCHEMA;
  }

  private void write(FieldWriter out) throws IOException {
    Order.SCHEMA.write(order, out);
    out.text(productName).text(category).word(revenueTier);
  }
}
