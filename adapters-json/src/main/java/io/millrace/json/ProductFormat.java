package io.millrace.json;

import io.millrace.domain.event.Product;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Source;

/**
 * Reference data {@code products}. A record's position in its source says which one is the last.
 */
final class ProductFormat extends EventFormat {
  private final TextField productId = required(TextField.identifier("product_id"));
  private final TextField name = required(TextField.name("name"));
  private final TextField category = optional(TextField.name("category"));

  /** Whether the record is about something else, for all that the fields of a product say. */
  boolean isOfAnotherKind() {
    return !productId.isGiven();
  }

  @Override
  StreamEvent event(Source source) {
    return new Product(source.position(), productId.value(), name.value(), category.orNull());
  }
}
