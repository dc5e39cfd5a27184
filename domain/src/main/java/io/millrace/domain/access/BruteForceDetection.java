package io.millrace.domain.access;

import io.millrace.domain.access.BruteForcePolicy.Mode;
import io.millrace.domain.access.LoginActivity.Failure;
import io.millrace.domain.kernel.AlertRule;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertId;
import io.millrace.domain.result.Measure.Millis;
import io.millrace.domain.result.Result;
import io.millrace.domain.result.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds password attacks on a user: consecutive failures in a short time, and the success that
 * follows them. A run is the failures since the last success; the failures of a match are used up.
 */
public final class BruteForceDetection implements AlertRule<LoginActivity, LoginAttempt, Result> {
  /** The rule of an attack. */
  public static final String ATTACK = "brute-force-login";

  /** The rule of a success after an attack. */
  public static final String TAKEOVER = "account-takeover-suspected";

  private final BruteForcePolicy policy;

  /** A detection by the given policy. */
  public BruteForceDetection(BruteForcePolicy policy) {
    this.policy = policy;
  }

  @Override
  public LoginActivity initial() {
    return LoginActivity.NONE;
  }

  @Override
  public LoginActivity copy(LoginActivity run) {
    return run;
  }

  @Override
  public LoginActivity onEvent(
      String userId, LoginActivity run, LoginAttempt attempt, Outbox<? super Result> out) {
    return attempt.succeeded()
        ? onSuccess(userId, run, attempt, out)
        : onFailure(userId, run, attempt, out);
  }

  @Override
  public long deadline(LoginActivity run) {
    return run == LoginActivity.NONE ? NEVER : run.lastFailureMs() + policy.horizonMs() - 1;
  }

  @Override
  public LoginActivity onDeadline(String userId, LoginActivity run, Outbox<? super Result> out) {
    return LoginActivity.NONE;
  }

  private LoginActivity onSuccess(
      String userId, LoginActivity run, LoginAttempt success, Outbox<? super Result> out) {
    if (!run.matched().isEmpty()) {
      Failure last = run.matched().get(run.matched().size() - 1);
      long afterMs = success.eventTimeMs() - last.timeMs();
      if (afterMs < policy.takeoverWithinMs()) {
        out.emit(takeover(userId, run.matched(), success, afterMs));
      }
    }
    return LoginActivity.NONE;
  }

  private LoginActivity onFailure(
      String userId, LoginActivity run, LoginAttempt attempt, Outbox<? super Result> out) {
    long nowMs = attempt.eventTimeMs();
    boolean silenced = run.silenced() && nowMs - run.lastFailureMs() < policy.quietMs();
    List<Failure> group = recent(run.unmatched(), nowMs);
    group.add(new Failure(attempt.eventId(), nowMs));
    if (group.size() < policy.failures()) {
      return new LoginActivity(List.copyOf(group), run.matched(), silenced, nowMs);
    }
    List<Failure> matched = List.copyOf(group);
    if (!silenced) {
      out.emit(attack(userId, matched));
    }
    boolean silence = policy.mode() == Mode.ONCE_PER_EPISODE;
    return new LoginActivity(List.of(), matched, silence, nowMs);
  }

  /** The failures that can be in one group with a failure that comes now. */
  private List<Failure> recent(List<Failure> failures, long nowMs) {
    List<Failure> recent = new ArrayList<>(failures.size() + 1);
    for (Failure failure : failures) {
      if (nowMs - failure.timeMs() < policy.withinMs()) {
        recent.add(failure);
      }
    }
    return recent;
  }

  private Alert attack(String userId, List<Failure> matched) {
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

  private Alert takeover(String userId, List<Failure> matched, LoginAttempt success, long afterMs) {
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
