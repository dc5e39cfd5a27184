package io.millrace.domain.dashboard;

import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.kernel.Windowed;
import io.millrace.domain.result.Result;
import java.util.SortedMap;

/** Adds the shares of a window up to the numbers of the dashboard. */
public final class MinuteMerging implements StateMachine<Tally, ShareOfMinute, Result>, Windowed {
  private final DashboardPolicy policy;

  /** Adds up by the given policy. */
  public MinuteMerging(DashboardPolicy policy) {
    this.policy = policy;
  }

  @Override
  public SortedMap<String, Long> sizes() {
    return policy.sizes();
  }

  @Override
  public Tally initial() {
    return Tally.NONE;
  }

  @Override
  public Tally onEvent(String key, Tally open, ShareOfMinute share, Outbox<? super Result> out) {
    Tally tally = open == Tally.NONE ? Tally.of(share.eventTimeMs(), policy) : open;
    tally.add(share.tally());
    return tally;
  }

  @Override
  public long deadline(Tally open) {
    return open == Tally.NONE ? NEVER : open.startMs() + policy.windowMs() - 1;
  }

  @Override
  public Tally onDeadline(String key, Tally full, Outbox<? super Result> out) {
    out.emit(full.summary(policy.windowMs()));
    return Tally.NONE;
  }
}
