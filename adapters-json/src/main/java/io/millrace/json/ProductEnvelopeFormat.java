package io.millrace.json;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.StreamEvent;

/** A change of a product beside its schema, as Kafka Connect writes both into one object. */
final class ProductEnvelopeFormat extends EventFormat {
  private final ProductChangeFormat change = new ProductChangeFormat();
  private final ObjectField payload = required(new ObjectField("payload", change));

  /** Whether the record is meant as one. */
  boolean isMeant() {
    return payload.isGiven();
  }

  @Override
  StreamEvent event(RawRecord record) {
    return change.event(record);
  }
}
