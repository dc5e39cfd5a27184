package io.millrace.domain.event;

import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;

/** Somebody tried to log in. */
public record Login(
    String eventId, String userId, boolean succeeded, String ipAddress, long eventTimeMs)
    implements StreamEvent {
  /** Stream {@code logins}. */
  public static final Schema<Login> SCHEMA =
      Schema.<Login>of(
          "logins",
          (login, out) ->
              out.text(login.eventId)
                  .text(login.userId)
                  .flag(login.succeeded)
                  .text(login.ipAddress)
                  .time(login.eventTimeMs),
          in -> new Login(in.text(), in.text(), in.flag(), in.text(), in.time()),
          Field.identifier("event_id").id(),
          Field.identifier("user_id").key(),
          Field.flag("event_type", "LOGIN_SUCCEEDED", "LOGIN_FAILED"),
          Field.identifier("ip_address"),
          Field.eventTime());

  @Override
  public Stream stream() {
    return Stream.LOGINS;
  }
}
