package com.example.spraying;

import io.millrace.domain.kernel.AlertRule;
import io.millrace.domain.kernel.Outbox;
import io.millrace.domain.result.Alert;
import io.millrace.domain.result.AlertId;
import io.millrace.domain.result.Measure.Real;
import io.millrace.domain.result.Severity;
import java.util.List;
import java.util.Locale;

/** Finds addresses from which many users fail to log in; tells of each attack once. */
public final class SprayingDetection implements AlertRule<AddressActivity, LoginAttempt, Alert> {
  static final String RULE = "password-spraying";

  private final SprayingPolicy policy;

  SprayingDetection(SprayingPolicy policy) {
    this.policy = policy;
  }

  @Override
  public AddressActivity initial() {
    return AddressActivity.NONE;
  }

  @Override
  public AddressActivity copy(AddressActivity address) {
    return address; // it never changes in place
  }

  @Override
  public AddressActivity onEvent(
      String ip, AddressActivity address, LoginAttempt attempt, Outbox<? super Alert> out) {
    if (!attempt.failed()) {
      return address;
    }
    long nowMs = attempt.eventTimeMs();
    if (address.attacks()) {
      return new AddressActivity(List.of(), true, nowMs);
    }
    List<LoginAttempt> failures = address.and(attempt, policy.withinMs());
    if (failures.size() < policy.users()) {
      return new AddressActivity(failures, false, nowMs);
    }
    out.emit(alert(ip, failures));
    return new AddressActivity(List.of(), true, nowMs);
  }

  @Override
  public long deadline(AddressActivity address) {
    if (address == AddressActivity.NONE) {
      return NEVER;
    }
    long countsMs = address.attacks() ? policy.quietMs() : policy.withinMs();
    return address.lastFailureMs() + countsMs - 1;
  }

  @Override
  public AddressActivity onDeadline(String ip, AddressActivity address, Outbox<? super Alert> out) {
    return AddressActivity.NONE;
  }

  private Alert alert(String ip, List<LoginAttempt> failures) {
    List<String> evidence = failures.stream().map(LoginAttempt::eventId).toList();
    long firstMs = failures.get(0).eventTimeMs();
    long lastMs = failures.get(failures.size() - 1).eventTimeMs();
    return new Alert(
        AlertId.of(RULE, policy.ruleVersion(), ip, evidence),
        RULE,
        policy.ruleVersion(),
        ip,
        Severity.HIGH,
        lastMs,
        firstMs,
        evidence,
        new Real(failures.size()),
        new Real(policy.users()),
        String.format(
            Locale.ROOT,
            "%d users failed to log in from %s within %d ms, as many as make an attack.",
            failures.size(),
            ip,
            lastMs - firstMs));
  }
}
