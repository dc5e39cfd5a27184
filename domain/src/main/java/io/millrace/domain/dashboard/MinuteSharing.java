package io.millrace.domain.dashboard;

import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.StateMachine;
import io.millrace.domain.kernel.Windowed;
import java.util.SortedMap;

/**
 * Counts one share of the events of a window, so that the one global key of the dashboard does not
 * have to be counted in one place. {@link MinuteMerging} adds the shares up.
 */
public final class MinuteSharing implements StateMachine<Tally, Activity, ShareOfMinute>, Windowed {
  private final DashboardPolicy policy;

  /** Counts by the given policy. */
  public MinuteSharing(DashboardPolicy policy) {
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
  public Tally onEvent(
      String share, Tally open, Activity activity, Outbox<? super ShareOfMinute> out) {
    if (!activity.counts()) {
      return open;
    }
    Tally tally = open == Tally.NONE ? Tally.of(activity.eventTimeMs(), policy) : open;
    tally.add(activity);
    return tally;
  }

  @Override
  public long deadline(Tally open) {
    return open == Tally.NONE ? NEVER : open.startMs() + policy.windowMs() - 1;
  }

  @Override
  public Tally onDeadline(String share, Tally full, Outbox<? super ShareOfMinute> out) {
    out.emit(new ShareOfMinute(deadline(full), share, full));
    return Tally.NONE;
  }
}
