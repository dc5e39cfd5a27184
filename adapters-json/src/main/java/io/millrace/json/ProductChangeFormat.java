package io.millrace.json;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Product;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Rejection.Reason;
import io.millrace.domain.schema.Field;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A change of a row of the table {@code products}, in the envelope of Debezium. The columns are
 * named as the fields of a product.
 *
 * <p>It holds from {@code source.ts_ms} on, the time at which the database was changed, or, of a
 * snapshot, was read; where the source has none, from {@code ts_ms}.
 */
final class ProductChangeFormat extends EventFormat {
  private enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    READ
  }

  /** Of the row as it was, the key alone is of use. */
  private static final class Before extends JsonFields {
    final TextField productId = optional(TextField.of(Field.rowKey("product_id")));
  }

  private static final class After extends JsonFields {
    final TextField productId = required(TextField.of(Field.rowKey("product_id")));
    final TextField name = required(TextField.of(Field.name("name")));
    final TextField category = optional(TextField.of(Field.name("category")));
  }

  private static final class Origin extends JsonFields {
    final TimeField changedMs = optional(new TimeField("ts_ms"));
  }

  private final Before before = new Before();
  private final After after = new After();
  private final Origin origin = new Origin();
  private final ObjectField beforeField = optional(new ObjectField("before", before));
  private final ObjectField afterField = optional(new ObjectField("after", after));
  private final ObjectField originField = optional(new ObjectField("source", origin));
  private final WordField<Operation> operation =
      required(
          WordField.<Operation>exactly("op")
              .word("c", Operation.CREATE)
              .word("u", Operation.UPDATE)
              .word("d", Operation.DELETE)
              .word("r", Operation.READ));
  private final TimeField seenMs = optional(new TimeField("ts_ms"));

  /** Whether the record is meant as a change. */
  boolean isMeant() {
    return operation.isGiven();
  }

  @Override
  @Nullable Fault contradiction() {
    if (!hasOrigin() && !seenMs.isPresent()) {
      return missing("source.ts_ms", "must be there, or ts_ms");
    }
    boolean isDeletion = operation.value() == Operation.DELETE;
    if (isDeletion && !(beforeField.isPresent() && before.productId.isPresent())) {
      return missing("before.product_id", "must be there with op d");
    }
    return isDeletion || afterField.isPresent()
        ? null
        : missing("after", "must be there with every op but d");
  }

  private static Fault missing(String field, String wanted) {
    return new Fault(
        Reason.MISSING_FIELD,
        field,
        String.format(Locale.ROOT, "%s is missing, %s", field, wanted));
  }

  private boolean hasOrigin() {
    return originField.isPresent() && origin.changedMs.isPresent();
  }

  @Override
  StreamEvent event(RawRecord record) {
    long changedMs = hasOrigin() ? origin.changedMs.value() : seenMs.value();
    return operation.value() == Operation.DELETE
        ? Product.deleted(record.origin().position(), changedMs, before.productId.value())
        : new ProductFields(after.productId, after.name, after.category).product(record, changedMs);
  }
}
