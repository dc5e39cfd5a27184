package com.example.refunds;

import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.kernel.StateMachine;
import java.io.Serializable;
import java.time.Duration;

// begin machine
/** Finds customers with more refunds within 24 hours than allowed; those of a find are used up. */
public final class RefundWatch
    implements StateMachine<RecentRefunds, Refund, TooManyRefunds>, Serializable {
  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  private final int allowed;

  public RefundWatch(int allowed) {
    this.allowed = allowed;
  }

  @Override
  public RecentRefunds initial() {
    return RecentRefunds.NONE;
  }

  @Override
  public RecentRefunds onEvent(
      String customer, RecentRefunds recent, Refund refund, Outbox<? super TooManyRefunds> out) {
    RecentRefunds now = recent.and(refund);
    if (now.refunds().size() <= allowed) {
      return now;
    }
    out.emit(
        new TooManyRefunds(
            customer, refund.eventTimeMs(), now.refunds().stream().map(Refund::eventId).toList()));
    return RecentRefunds.NONE;
  }

  @Override
  public long deadline(RecentRefunds recent) {
    return recent.refunds().isEmpty() ? NEVER : recent.refunds().get(0).eventTimeMs() + DAY_MS;
  }

  @Override
  public RecentRefunds onDeadline(
      String customer, RecentRefunds recent, Outbox<? super TooManyRefunds> out) {
    return recent.withoutFirst(); // a day has passed since the first of them
  }
}
// end machine
