package io.millrace.domain.event;

import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;
import org.jspecify.annotations.Nullable;

/** An endpoint answered a request. */
public record Request(
    String eventId,
    String endpointId,
    @Nullable String userId,
    double latencyMs,
    int statusCode,
    long eventTimeMs)
    implements StreamEvent {
  /** Stream {@code requests}. A latency of -0.0, which is not below 0, becomes 0.0. */
  public static final Schema<Request> SCHEMA =
      Schema.<Request>of(
          "requests",
          (request, out) ->
              out.text(request.eventId)
                  .text(request.endpointId)
                  .textOrNull(request.userId)
                  .real(request.latencyMs)
                  .integer(request.statusCode)
                  .time(request.eventTimeMs),
          in ->
              new Request(
                  in.text(), in.text(), in.textOrNull(), in.real() + 0.0, in.integer(), in.time()),
          Field.identifier("event_id").id(),
          Field.identifier("endpoint_id").key(),
          Field.identifier("user_id").optional(),
          Field.realBetween(0, 1e9, "from 0 to 1e9", "latency_ms"),
          Field.integerBetween(100, 599, "status_code"),
          Field.eventTime());

  @Override
  public Stream stream() {
    return Stream.REQUESTS;
  }

  /** Whether the server failed: a status of 500 or above. */
  public boolean isError() {
    return statusCode >= 500;
  }
}
