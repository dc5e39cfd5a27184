package io.millrace.domain.event;

import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the product catalogue says of a product from a time on.
 *
 * @param position orders the records of a product that have the same time: the last counts
 * @param eventTimeMs from when on it holds: the time of the change, or, of a record of reference
 *     data, the smallest long, which is before everything
 * @param name null if the product is there no longer, or the record does not say it
 * @param unchanged what the record does not say because it is as before; null if it says all
 */
public record Product(
    String position,
    long eventTimeMs,
    String productId,
    @Nullable String name,
    @Nullable String category,
    @Nullable Unchanged unchanged)
    implements StreamEvent {
  /** Stream {@code products}. A record alone makes no product: its place counts too. */
  public static final Schema<Product> SCHEMA =
      Schema.<Product>written(
          "products",
          (product, out) ->
              out.text(product.productId).textOrNull(product.name).textOrNull(product.category),
          Field.rowKey("product_id").key(),
          Field.name("name"),
          Field.name("category").optional());

  /**
   * What a change leaves out, as databases do with large values that have stayed the same.
   *
   * @param record to be rejected if nothing was known before
   */
  public record Unchanged(boolean name, boolean category, Received record) {}

  /** A record that says all. */
  public Product(
      String position,
      long eventTimeMs,
      String productId,
      @Nullable String name,
      @Nullable String category) {
    this(position, eventTimeMs, productId, name, category, null);
  }

  /** Reference data: known before the first event. */
  public Product(String position, String productId, String name, @Nullable String category) {
    this(position, Long.MIN_VALUE, productId, name, category);
  }

  /** The product was deleted. */
  public static Product deleted(String position, long eventTimeMs, String productId) {
    return new Product(position, eventTimeMs, productId, null, null);
  }

  /**
   * The same record, which shares its place with others.
   *
   * @param before how much of the place is before it; 0 if it is alone there, or the first
   */
  public Product at(long before) {
    return before == 0
        ? this
        : new Product(
            String.format(Locale.ROOT, "%s\0%019d", position, before),
            eventTimeMs,
            productId,
            name,
            category,
            unchanged);
  }

  /** Whether the product is there no longer. */
  public boolean isDeleted() {
    return name == null && (unchanged == null || !unchanged.name());
  }

  @Override
  public Stream stream() {
    return Stream.PRODUCTS;
  }

  @Override
  public String eventId() {
    return position;
  }
}
