package com.example.spraying;

import io.millrace.domain.event.Login;
import io.millrace.domain.kernel.Event;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.Schema;

/** What the decision needs of a login; its key is the address. */
public record LoginAttempt(long eventTimeMs, String eventId, String userId, boolean failed)
    implements Event {
  static final Schema<LoginAttempt> SCHEMA =
      Schema.<LoginAttempt>of(
          "login_attempts",
          (attempt, out) ->
              out.time(attempt.eventTimeMs)
                  .text(attempt.eventId)
                  .text(attempt.userId)
                  .flag(attempt.failed),
          in -> new LoginAttempt(in.time(), in.text(), in.text(), in.flag()),
          Field.eventTime(),
          Field.text("event_id").id(),
          Field.text("user_id"),
          Field.flag("failed"));

  static LoginAttempt of(Login login) {
    return new LoginAttempt(
        login.eventTimeMs(), login.eventId(), login.userId(), !login.succeeded());
  }
}
