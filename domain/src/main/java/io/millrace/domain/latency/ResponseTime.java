package io.millrace.domain.latency;

import io.millrace.domain.event.Request;
import io.millrace.domain.kernel.Event;

/** What the percentiles need of a request. */
public record ResponseTime(long eventTimeMs, String eventId, double latencyMs) implements Event {
  /** Projects a request. */
  public static ResponseTime of(Request request) {
    return new ResponseTime(request.eventTimeMs(), request.eventId(), request.latencyMs());
  }
}
