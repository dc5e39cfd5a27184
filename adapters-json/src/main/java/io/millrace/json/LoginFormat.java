package io.millrace.json;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Login;
import io.millrace.domain.event.StreamEvent;

/** Stream {@code logins}. */
final class LoginFormat extends EventFormat {
  private final TextField eventId = required(TextField.identifier("event_id"));
  private final TextField userId = required(TextField.identifier("user_id"));
  private final WordField<Boolean> succeeded =
      required(
          WordField.<Boolean>exactly("event_type")
              .word("LOGIN_SUCCEEDED", true)
              .word("LOGIN_FAILED", false));
  private final TextField ipAddress = required(TextField.identifier("ip_address"));
  private final TimeField eventTime = required(new TimeField());

  @Override
  StreamEvent event(RawRecord record) {
    return new Login(
        eventId.value(), userId.value(), succeeded.value(), ipAddress.value(), eventTime.value());
  }
}
