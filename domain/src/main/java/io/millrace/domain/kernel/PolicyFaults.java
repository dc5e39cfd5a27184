package io.millrace.domain.kernel;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a policy, so that its author hears of all of it at once. */
public final class PolicyFaults {
  private final String subject;
  private final List<String> found = new ArrayList<>();

  private PolicyFaults(String subject) {
    this.subject = subject;
  }

  /** Starts the inspection of the policy with the given name. */
  public static PolicyFaults in(String subject) {
    return new PolicyFaults(subject);
  }

  /** Demands a whole number between two bounds, both included. */
  public PolicyFaults between(String field, long value, long least, long most) {
    return require(
        value >= least && value <= most,
        field + " is " + value + ", must be from " + least + " to " + most);
  }

  /** Demands that something holds; {@code complaint} names the field, its value and the fix. */
  public PolicyFaults require(boolean holds, String complaint) {
    if (!holds) {
      found.add(complaint);
    }
    return this;
  }

  /** Demands a rule version: one to 64 characters, none of them a control character. */
  public PolicyFaults version(String value) {
    return require(
        !value.isBlank()
            && value.length() <= 64
            && value.chars().noneMatch(Character::isISOControl),
        "rule_version is \"" + value + "\", must be 1 to 64 characters without control characters");
  }

  /** Refuses the policy with all its faults, if it has any. */
  public void refuse() {
    if (!found.isEmpty()) {
      throw new InvalidPolicy(subject, found);
    }
  }
}
