package io.millrace.domain.etl;

import io.millrace.domain.event.Product;

/** What is known of a product. */
public record CatalogueEntry(String name, String category) {
  private static final String NOT_KNOWN = "UNKNOWN";

  /** A product that the catalogue does not have. */
  public static final CatalogueEntry UNKNOWN = new CatalogueEntry(NOT_KNOWN, NOT_KNOWN);

  static CatalogueEntry of(Product product) {
    String category = product.category();
    return new CatalogueEntry(product.name(), category == null ? NOT_KNOWN : category);
  }
}
