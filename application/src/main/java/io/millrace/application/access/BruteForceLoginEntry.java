package io.millrace.application.access;

import io.millrace.application.catalogue.AlertKind;
import io.millrace.application.catalogue.AlertKind.Unit;
import io.millrace.application.catalogue.DecisionEntry;
import io.millrace.application.catalogue.Engine;
import io.millrace.application.catalogue.Reads;
import io.millrace.domain.access.BruteForceAlerts;
import io.millrace.domain.access.BruteForceDetection;
import io.millrace.domain.access.BruteForcePolicy;
import io.millrace.domain.access.BruteForcePolicy.Mode;
import io.millrace.domain.access.LoginActivity;
import io.millrace.domain.access.LoginAttempt;
import io.millrace.domain.event.Login;
import io.millrace.domain.event.Stream;
import io.millrace.domain.policy.Policies;
import io.millrace.domain.result.Severity;

/** Attacks on logins, and takeovers of accounts. */
public final class BruteForceLoginEntry {
  private BruteForceLoginEntry() {}

  /** The entry. */
  public static final DecisionEntry<LoginActivity, LoginAttempt, ?> ENTRY =
      DecisionEntry.named("brute-force-login")
          .written(LoginAttempt.SCHEMA, LoginActivity.SCHEMA)
          .reads(Reads.from(Stream.LOGINS, Login.class, Login::userId, LoginAttempt::of))
          .alsoBy(Engine.CEP, BruteForceLoginEntry::tellsEveryMatch)
          .alsoBy(Engine.SQL, BruteForceLoginEntry::tellsEveryMatch)
          .raises(
              new AlertKind(
                  BruteForceAlerts.ATTACK,
                  "Brute-force login",
                  Severity.HIGH,
                  Unit.MILLISECONDS,
                  Stream.LOGINS))
          .raises(
              new AlertKind(
                  BruteForceAlerts.TAKEOVER,
                  "Account takeover suspected",
                  Severity.CRITICAL,
                  Unit.MILLISECONDS,
                  Stream.LOGINS))
          .remembersBy("brute_force.quiet_ms, within_ms and takeover_within_ms")
          .decidedBy(BruteForcePolicy.SECTION, BruteForceDetection::new);

  /** Neither a pattern nor a query knows of episodes. */
  private static boolean tellsEveryMatch(Policies policies) {
    return policies.of(BruteForcePolicy.SECTION).mode() == Mode.EVERY_MATCH;
  }
}
