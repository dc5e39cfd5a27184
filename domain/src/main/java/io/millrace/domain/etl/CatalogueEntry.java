package io.millrace.domain.etl;

import io.millrace.domain.event.Product;

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
    String name = product.name();
    String category = product.category();
    return new CatalogueEntry(
        name == null ? NOT_KNOWN : name,
        category == null ? NOT_KNOWN : category,
        product.eventTimeMs());
  }
}
