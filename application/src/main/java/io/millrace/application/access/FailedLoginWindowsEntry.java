package io.millrace.application.access;

import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.catalogue.Reads;
import io.millrace.application.wire.ResultType;
import io.millrace.domain.access.FailedLoginCounting;
import io.millrace.domain.access.FailedLoginPolicy;
import io.millrace.domain.access.FailedLogins;
import io.millrace.domain.access.LoginAttempt;
import io.millrace.domain.event.Login;
import io.millrace.domain.event.Stream;

/**
 * Windows of failed logins: a decision that only SQL makes, and whose machine says what is right.
 */
public final class FailedLoginWindowsEntry {
  private FailedLoginWindowsEntry() {}

  /** The entry. */
  public static final DecisionEntry<FailedLogins, LoginAttempt, ?> ENTRY =
      DecisionEntry.named("failed-login-windows")
          .written(LoginAttempt.SCHEMA, FailedLogins.SCHEMA)
          .reads(Reads.from(Stream.LOGINS, Login.class, Login::userId, LoginAttempt::of))
          .onlyBy(Engine.SQL)
          .makes(ResultType.FAILED_LOGIN_WINDOWS)
          .decidedBy(FailedLoginPolicy.SECTION, FailedLoginCounting::new);
}
