package io.millrace.json;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Request;
import io.millrace.domain.event.StreamEvent;

/** Stream {@code requests}. */
final class RequestFormat extends EventFormat {
  private static final double MAX_LATENCY_MS = 1e9;

  private final TextField eventId = required(TextField.identifier("event_id"));
  private final TextField endpointId = required(TextField.identifier("endpoint_id"));
  private final TextField userId = optional(TextField.identifier("user_id"));
  private final RealField latencyMs =
      required(new RealField("latency_ms", ms -> ms >= 0 && ms <= MAX_LATENCY_MS, "from 0 to 1e9"));
  private final IntegerField statusCode =
      required(
          new IntegerField("status_code", code -> code >= 100 && code <= 599, "from 100 to 599"));
  private final TimeField eventTime = required(new TimeField());

  @Override
  StreamEvent event(RawRecord record) {
    return new Request(
        eventId.value(),
        endpointId.value(),
        userId.orNull(),
        latencyMs.value() + 0.0, // -0.0, which is not below 0, becomes 0.0
        statusCode.value(),
        eventTime.value());
  }
}
