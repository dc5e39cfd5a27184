package io.millrace.domain.access;

import io.millrace.domain.access.BruteForcePolicy.Mode;
import io.millrace.domain.access.LoginActivity.Failure;
import io.millrace.domain.kernel.AlertRule;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.result.Result;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds password attacks on a user: consecutive failures in a short time, and the success that
 * follows them. A run is the failures since the last success; the failures of a match are used up.
 */
public final class BruteForceDetection implements AlertRule<LoginActivity, LoginAttempt, Result> {
  private final BruteForcePolicy policy;
  private final BruteForceAlerts alerts;

  /** A detection by the given policy. */
  public BruteForceDetection(BruteForcePolicy policy) {
    this.policy = policy;
    this.alerts = new BruteForceAlerts(policy);
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
        out.emit(alerts.takeover(userId, run.matched(), success));
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
      out.emit(alerts.attack(userId, matched));
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
}
