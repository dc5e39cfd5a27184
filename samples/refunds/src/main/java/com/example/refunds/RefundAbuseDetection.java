package com.example.refunds;

import io.millrace.domain.kernel.AlertRule;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertId;
import io.millrace.domain.result.Measure.Real;
import io.millrace.domain.result.Severity;
import java.util.List;
import java.util.Locale;

// begin machine
/** Finds customers with too many refunds in a short time. The refunds of an alert are used up. */
public final class RefundAbuseDetection implements AlertRule<RecentRefunds, Refund, Alert> {
  static final String RULE = "refund-abuse";

  private final RefundPolicy policy;

  RefundAbuseDetection(RefundPolicy policy) {
    this.policy = policy;
  }

  @Override
  public RecentRefunds initial() {
    return RecentRefunds.NONE;
  }

  @Override
  public RecentRefunds copy(RecentRefunds recent) {
    return recent; // it never changes in place
  }

  @Override
  public RecentRefunds onEvent(
      String customerId, RecentRefunds recent, Refund refund, Outbox<? super Alert> out) {
    RecentRefunds now = recent.and(refund, policy.withinMs());
    if (now.refunds().size() <= policy.allowed()) {
      return now;
    }
    out.emit(alert(customerId, now.refunds()));
    return RecentRefunds.NONE;
  }

  @Override
  public long deadline(RecentRefunds recent) {
    int count = recent.refunds().size();
    return count == 0
        ? NEVER
        : recent.refunds().get(count - 1).eventTimeMs() + policy.withinMs() - 1;
  }

  @Override
  public RecentRefunds onDeadline(
      String customerId, RecentRefunds recent, Outbox<? super Alert> out) {
    return RecentRefunds.NONE; // not even the last of them counts any more
  }

  private Alert alert(String customerId, List<Refund> refunds) {
    List<String> evidence = refunds.stream().map(Refund::eventId).toList();
    long firstMs = refunds.get(0).eventTimeMs();
    long lastMs = refunds.get(refunds.size() - 1).eventTimeMs();
    return new Alert(
        AlertId.of(RULE, policy.ruleVersion(), customerId, evidence),
        RULE,
        policy.ruleVersion(),
        customerId,
        Severity.MEDIUM,
        lastMs,
        firstMs,
        evidence,
        new Real(refunds.size()),
        new Real(policy.allowed()),
        String.format(
            Locale.ROOT,
            "Customer %s got %d refunds within %d ms, more than the %d allowed.",
            customerId,
            refunds.size(),
            lastMs - firstMs,
            policy.allowed()));
  }
}
// end machine
