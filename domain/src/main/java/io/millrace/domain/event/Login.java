package io.millrace.domain.event;

/** Somebody tried to log in. */
public record Login(
    String eventId, String userId, boolean succeeded, String ipAddress, long eventTimeMs)
    implements StreamEvent {
  @Override
  public Stream stream() {
    return Stream.LOGINS;
  }
}
