package io.millrace.benchmarks.logins;

import io.millrace.domain.access.BruteForceAlerts;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertId;
import io.millrace.domain.result.Measure.Millis;
import io.millrace.domain.result.Severity;
import java.util.List;
import java.util.Locale;

/** The alerts that every contender gives, and the numbers of the rule. */
final class Attacks {
  static final int FAILURES = 3;
  static final long WITHIN_MS = 60_000;

  private Attacks() {}

  /** Whether a result line is an alert of an attack: what a pattern alone can express. */
  static boolean isAttack(String line) {
    return line.contains("\"rule\":\"" + BruteForceAlerts.ATTACK + "\"");
  }

  static Alert attack(String user, List<String> ids, long firstMs, long lastMs) {
    return alert(
        BruteForceAlerts.ATTACK,
        Severity.HIGH,
        user,
        ids,
        firstMs,
        lastMs,
        lastMs - firstMs,
        "User %s failed to log in %d times in a row within %d ms, less than the threshold of %d ms."
            .formatted(user, FAILURES, lastMs - firstMs, WITHIN_MS));
  }

  static Alert takeover(String user, List<String> ids, long firstMs, long lastMs, long successMs) {
    return alert(
        BruteForceAlerts.TAKEOVER,
        Severity.CRITICAL,
        user,
        ids,
        firstMs,
        successMs,
        successMs - lastMs,
        String.format(
            Locale.ROOT,
            "User %s logged in %d ms after %d failures in a row, less than the threshold of %d ms.",
            user,
            successMs - lastMs,
            FAILURES,
            WITHIN_MS));
  }

  private static Alert alert(
      String rule,
      Severity severity,
      String user,
      List<String> ids,
      long firstMs,
      long timeMs,
      long observedMs,
      String explanation) {
    return new Alert(
        AlertId.of(rule, "1", user, ids),
        rule,
        "1",
        user,
        severity,
        timeMs,
        firstMs,
        ids,
        new Millis(observedMs),
        new Millis(WITHIN_MS),
        explanation);
  }
}
