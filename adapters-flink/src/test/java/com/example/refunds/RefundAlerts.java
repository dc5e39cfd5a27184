package com.example.refunds;

import io.millrace.domain.kernel.AlertRule;
import io.millrace.domain.kernel.ContentHash;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.Measure;
import io.millrace.domain.result.Severity;

/** The same as a rule that raises alerts. Not serializable: what makes it is. */
public final class RefundAlerts implements AlertRule<RecentRefunds, Refund, Alert> {
  private final RefundWatch watch;
  private final int allowed;

  public RefundAlerts(int allowed) {
    this.watch = new RefundWatch(allowed);
    this.allowed = allowed;
  }

  @Override
  public RecentRefunds initial() {
    return watch.initial();
  }

  @Override
  public RecentRefunds onEvent(
      String customer, RecentRefunds recent, Refund refund, Outbox<? super Alert> out) {
    return watch.onEvent(
        customer, recent, refund, found -> out.emit(alert(found, recent.refunds().get(0))));
  }

  private Alert alert(TooManyRefunds found, Refund first) {
    return new Alert(
        ContentHash.of(found.customer() + found.refunds()),
        "too-many-refunds",
        "1",
        found.customer(),
        Severity.HIGH,
        found.lastMs(),
        first.eventTimeMs(),
        found.refunds(),
        new Measure.Real(found.refunds().size()),
        new Measure.Real(allowed),
        "more refunds within a day than is usual");
  }

  @Override
  public long deadline(RecentRefunds recent) {
    return watch.deadline(recent);
  }

  @Override
  public RecentRefunds onDeadline(
      String customer, RecentRefunds recent, Outbox<? super Alert> out) {
    return recent.withoutFirst();
  }

  @Override
  public RecentRefunds copy(RecentRefunds recent) {
    return recent;
  }
}
