package io.millrace.domain.latency;

import io.millrace.domain.event.Request;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;

/** What the percentiles need of a request. */
public record ResponseTime(long eventTimeMs, String eventId, double latencyMs) implements Event {
  /** What an engine keeps of it. */
  public static final Schema<ResponseTime> SCHEMA =
      Schema.<ResponseTime>of(
          "response_times",
          (request, out) ->
              out.time(request.eventTimeMs).text(request.eventId).real(request.latencyMs),
          in -> new ResponseTime(in.time(), in.text(), in.real()),
          Field.eventTime(),
          Field.text("event_id").id(),
          Field.real("latency_ms"));

  /** Projects a request. */
  public static ResponseTime of(Request request) {
    return new ResponseTime(request.eventTimeMs(), request.eventId(), request.latencyMs());
  }
}
