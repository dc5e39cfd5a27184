package io.millrace.json;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.Product.Unchanged;
import io.millrace.domain.result.Bytes;
import io.millrace.domain.result.ReceivedRecord;
import org.jspecify.annotations.Nullable;

/** What a record says of a product, and what it leaves out. */
record ProductFields(TextField productId, TextField name, TextField category) {
  /** What Debezium writes for a large value that a change has not touched. */
  private static final String UNAVAILABLE = "__debezium_unavailable_value";

  Product product(RawRecord record, long fromMs) {
    boolean sameName = isUnavailable(name);
    boolean sameCategory = isUnavailable(category);
    return new Product(
        record.origin().position(),
        fromMs,
        productId.value(),
        sameName ? null : name.value(),
        sameCategory ? null : category.orNull(),
        sameName || sameCategory ? unchanged(sameName, sameCategory, record) : null);
  }

  private static @Nullable Unchanged unchanged(
      boolean sameName, boolean sameCategory, RawRecord record) {
    Bytes raw = new Bytes(record.bytes());
    return new Unchanged(sameName, sameCategory, new ReceivedRecord(raw, record.origin()));
  }

  private static boolean isUnavailable(TextField field) {
    return UNAVAILABLE.equals(field.orNull());
  }
}
