package io.millrace.domain.access;

import io.millrace.domain.event.Login;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;

/** What the detection needs of a login. */
public record LoginAttempt(long eventTimeMs, String eventId, boolean succeeded) implements Event {
  /** What an engine keeps of it. */
  public static final Schema<LoginAttempt> SCHEMA =
      Schema.<LoginAttempt>of(
          "login_attempts",
          (login, out) -> out.time(login.eventTimeMs).text(login.eventId).flag(login.succeeded),
          in -> new LoginAttempt(in.time(), in.text(), in.flag()),
          Field.eventTime(),
          Field.text("event_id").id(),
          Field.flag("succeeded"));

  /** Projects a login. */
  public static LoginAttempt of(Login login) {
    return new LoginAttempt(login.eventTimeMs(), login.eventId(), login.succeeded());
  }
}
