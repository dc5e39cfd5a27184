package io.millrace.domain.access;

import io.millrace.domain.event.Login;
import io.millrace.domain.kernel.Event;

/** What the detection needs of a login. */
public record LoginAttempt(long eventTimeMs, String eventId, boolean succeeded) implements Event {
  /** Projects a login. */
  public static LoginAttempt of(Login login) {
    return new LoginAttempt(login.eventTimeMs(), login.eventId(), login.succeeded());
  }
}
