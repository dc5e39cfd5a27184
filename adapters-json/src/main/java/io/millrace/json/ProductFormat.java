package io.millrace.json;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Rejection.Reason;
import io.millrace.domain.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Reference data {@code products}, or the row that Debezium unwraps from a change event. A record's
 * position in its source says which one is the last.
 */
final class ProductFormat extends EventFormat {
  /** Reference data holds before everything. */
  private static final long ALWAYS_MS = Long.MIN_VALUE;

  private final TextField productId = required(TextField.of(Field.rowKey("product_id")));
  private final TextField name = optional(TextField.of(Field.name("name")));
  private final TextField category = optional(TextField.of(Field.name("category")));
  private final DeletedField deleted = optional(new DeletedField());

  /** Whether the record is about something else, for all that the fields of a product say. */
  boolean isOfAnotherKind() {
    return !productId.isGiven();
  }

  /** Only of a row that is gone the key is enough, and only a row may have a number for one. */
  @Override
  @Nullable Fault contradiction() {
    if (productId.isInteger() && !deleted.isPresent()) {
      return Fault.ofField(
          Reason.WRONG_TYPE, productId, "is " + productId.value() + ", must be a string");
    }
    return name.isPresent() || deleted.value() ? null : missing(name);
  }

  @Override
  StreamEvent event(RawRecord record) {
    return deleted.value()
        ? Product.deleted(record.origin().position(), ALWAYS_MS, productId.value())
        : new ProductFields(productId, name, category).product(record, ALWAYS_MS);
  }
}
