package com.example.refunds;

import io.millrace.domain.kernel.Event;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;

// begin refund
/** What the machine needs of a refund. */
public record Refund(long eventTimeMs, String eventId) implements Event {
  static final Schema<Refund> SCHEMA =
      Schema.<Refund>of(
          "refunds",
          (refund, out) -> out.time(refund.eventTimeMs).text(refund.eventId),
          in -> new Refund(in.time(), in.text()),
          Field.eventTime(),
          Field.text("event_id").id());

  static Refund of(ShopEvent event) {
    return new Refund(event.at, event.id);
  }
}
// end refund
