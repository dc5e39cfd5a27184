package io.millrace.domain.access;

import io.millrace.domain.access.LoginActivity.Failure;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertId;
import io.millrace.domain.result.Measure.Millis;
import io.millrace.domain.result.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The alerts of attacks and takeovers, the same whatever engine has found them. */
public final class BruteForceAlerts {
  /** The rule of an attack. */
  public static final String ATTACK = "brute-force-login";

  /** The rule of a success after an attack. */
  public static final String TAKEOVER = "account-takeover-suspected";

  private final BruteForcePolicy policy;

  /** Alerts by the given policy. */
  public BruteForceAlerts(BruteForcePolicy policy) {
    this.policy = policy;
  }

  /**
   * The alert of an attack.
   *
   * @param matched the failures of the match, in order; as many as the policy asks for
   */
  public Alert attack(String userId, List<Failure> matched) {
    long firstMs = matched.get(0).timeMs();
    long lastMs = matched.get(matched.size() - 1).timeMs();
    long spanMs = lastMs - firstMs;
    String explanation =
        String.format(
            Locale.ROOT,
            "User %s failed to log in %d times in a row within %d ms, less than the threshold of %d ms.",
            userId,
            matched.size(),
            spanMs,
            policy.withinMs());
    return alert(
        ATTACK,
        userId,
        Severity.HIGH,
        lastMs,
        matched,
        ids(matched),
        spanMs,
        policy.withinMs(),
        explanation);
  }

  /**
   * The alert of a success after an attack.
   *
   * @param matched the failures of the run's latest match, in order
   */
  public Alert takeover(String userId, List<Failure> matched, LoginAttempt success) {
    long afterMs = success.eventTimeMs() - matched.get(matched.size() - 1).timeMs();
    List<String> evidence = new ArrayList<>(ids(matched));
    evidence.add(success.eventId());
    String explanation =
        String.format(
            Locale.ROOT,
            "User %s logged in %d ms after %d failures in a row, less than the threshold of %d ms.",
            userId,
            afterMs,
            matched.size(),
            policy.takeoverWithinMs());
    return alert(
        TAKEOVER,
        userId,
        Severity.CRITICAL,
        success.eventTimeMs(),
        matched,
        evidence,
        afterMs,
        policy.takeoverWithinMs(),
        explanation);
  }

  private Alert alert(
      String rule,
      String userId,
      Severity severity,
      long timeMs,
      List<Failure> matched,
      List<String> evidence,
      long observedMs,
      long thresholdMs,
      String explanation) {
    return new Alert(
        AlertId.of(rule, policy.ruleVersion(), userId, evidence),
        rule,
        policy.ruleVersion(),
        userId,
        severity,
        timeMs,
        matched.get(0).timeMs(),
        List.copyOf(evidence),
        new Millis(observedMs),
        new Millis(thresholdMs),
        explanation);
  }

  private static List<String> ids(List<Failure> failures) {
    return failures.stream().map(Failure::eventId).toList();
  }
}
