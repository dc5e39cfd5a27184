package io.millrace.flink.revenue;

import io.millrace.domain.money.Currency;
import io.millrace.domain.money.Money;
import io.millrace.domain.result.Result;
import io.millrace.domain.revenue.ProductRevenue;
import io.millrace.domain.revenue.RevenueKey;
import io.millrace.domain.revenue.RevenuePolicy;
import io.millrace.domain.revenue.Sale;
import io.millrace.flink.sql.Query;
import io.millrace.flink.sql.RowSchema;
import io.millrace.flink.sql.Rows;
import io.millrace.flink.sql.Template;
import java.math.BigDecimal;
import java.time.Instant;
import org.apache.flink.types.Row;

/** The revenue of products in SQL. */
public record RevenueQuery(RevenuePolicy policy) implements Query<Sale> {
  @Override
  public String table() {
    return "sales";
  }

  @Override
  public RowSchema columns() {
    return new RowSchema()
        .text("product_id")
        .text("currency")
        .amount("amount")
        .integer("quantity")
        .flag("completed")
        .time();
  }

  @Override
  public Row row(String key, Sale sale) {
    RevenueKey of = RevenueKey.parse(key);
    return Row.of(
        of.productId(),
        of.currency().code(),
        sale.amount(),
        sale.quantity(),
        sale.completed(),
        Instant.ofEpochMilli(sale.eventTimeMs()));
  }

  @Override
  public String script() {
    return Template.beside(RevenueQuery.class, "product-revenue.sql")
        .withInterval("window", policy.windowMs())
        .text();
  }

  @Override
  public Result result(Row row) {
    Currency currency = Currency.of(Rows.text(row, "currency"));
    return new ProductRevenue(
        Rows.text(row, "product_id"),
        Rows.timeMs(row, "window_start"),
        Rows.timeMs(row, "window_end"),
        new Money((BigDecimal) Rows.value(row, "revenue"), currency),
        Rows.count(row, "orders"),
        Rows.count(row, "units"));
  }
}
