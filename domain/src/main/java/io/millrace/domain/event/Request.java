package io.millrace.domain.event;

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
  @Override
  public Stream stream() {
    return Stream.REQUESTS;
  }

  /** Whether the server failed: a status of 500 or above. */
  public boolean isError() {
    return statusCode >= 500;
  }
}
