package io.millrace.domain.etl;

import io.millrace.domain.event.Product;
import io.millrace.domain.event.Product.Unchanged;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a product.
 *
 * @param sinceMs the time of the record that said so; the smallest long of reference data
 */
public record CatalogueEntry(String name, String category, long sinceMs) {
  private static final String NOT_KNOWN = "UNKNOWN";

  /** A product that the catalogue does not have. */
  public static final CatalogueEntry UNKNOWN =
      new CatalogueEntry(NOT_KNOWN, NOT_KNOWN, Long.MIN_VALUE);

  static CatalogueEntry of(Product product) {
    return new CatalogueEntry(
        orUnknown(product.name()), orUnknown(product.category()), product.eventTimeMs());
  }

  /** Whether the catalogue has the product. */
  boolean isKnown() {
    return !name.equals(NOT_KNOWN);
  }

  /** What is known after a record that leaves something out. */
  CatalogueEntry with(Product product, Unchanged unchanged) {
    return new CatalogueEntry(
        unchanged.name() ? name : orUnknown(product.name()),
        unchanged.category() ? category : orUnknown(product.category()),
        product.eventTimeMs());
  }

  private static String orUnknown(@Nullable String text) {
    return text == null ? NOT_KNOWN : text;
  }
}
