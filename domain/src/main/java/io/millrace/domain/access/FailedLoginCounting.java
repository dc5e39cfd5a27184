package io.millrace.domain.access;

import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.kernel.Windowed;
import io.millrace.domain.kernel.Windows;
import io.millrace.domain.result.Result;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts the failed logins of a user window by window, and tells of windows that have many. */
public final class FailedLoginCounting
    implements StateMachine<FailedLogins, LoginAttempt, Result>, Windowed {
  private final FailedLoginPolicy policy;

  /** Counts by the given policy. */
  public FailedLoginCounting(FailedLoginPolicy policy) {
    this.policy = policy;
  }

  @Override
  public SortedMap<String, Long> sizes() {
    return new TreeMap<>(Map.of("failed_logins.window_ms", policy.windowMs()));
  }

  @Override
  public FailedLogins initial() {
    return FailedLogins.NONE;
  }

  @Override
  public FailedLogins onEvent(
      String userId, FailedLogins open, LoginAttempt attempt, Outbox<? super Result> out) {
    if (attempt.succeeded()) {
      return open;
    }
    return open == FailedLogins.NONE
        ? new FailedLogins(Windows.startOf(attempt.eventTimeMs(), policy.windowMs()), 1)
        : new FailedLogins(open.windowStartMs(), open.failures() + 1);
  }

  @Override
  public long deadline(FailedLogins open) {
    return open == FailedLogins.NONE ? NEVER : open.windowStartMs() + policy.windowMs() - 1;
  }

  @Override
  public FailedLogins onDeadline(String userId, FailedLogins full, Outbox<? super Result> out) {
    if (full.failures() >= policy.failures()) {
      long endMs = full.windowStartMs() + policy.windowMs();
      out.emit(new FailedLoginWindow(userId, full.windowStartMs(), endMs, full.failures()));
    }
    return FailedLogins.NONE;
  }
}
