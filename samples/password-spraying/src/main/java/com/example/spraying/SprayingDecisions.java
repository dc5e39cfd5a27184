package com.example.spraying;

import io.millrace.application.catalogue.AlertKind;
import io.millrace.application.catalogue.AlertKind.Unit;
import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.catalogue.DecisionModule;
import io.millrace.application.catalogue.Reads;
import io.millrace.domain.event.Login;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Severity;
import java.util.List;

/** What is decided of the logins of an address. Named in META-INF/services. */
public record SprayingDecisions() implements DecisionModule {
  static final DecisionEntry<AddressActivity, LoginAttempt, ?> PASSWORD_SPRAYING =
      DecisionEntry.named("password-spraying")
          .written(LoginAttempt.SCHEMA, AddressActivity.SCHEMA)
          .reads(Reads.from(Stream.LOGINS, Login.class, Login::ipAddress, LoginAttempt::of))
          .raises(
              new AlertKind(
                  SprayingDetection.RULE,
                  "Password spraying",
                  Severity.HIGH,
                  Unit.VALUE,
                  Stream.LOGINS))
          .remembersBy("password_spraying.users, within_ms and quiet_ms")
          .decidedBy(SprayingPolicy.SECTION, SprayingDetection::new);

  @Override
  public List<DecisionEntry<?, ?, ?>> decisions() {
    return List.of(PASSWORD_SPRAYING);
  }
}
