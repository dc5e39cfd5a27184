package io.millrace.testkit;

/** A law does not hold; its message says for people what was found. */
final class BrokenLaw extends AssertionError {
  private final Law law;

  BrokenLaw(Law law, String found) {
    super(found);
    this.law = law;
  }

  Law law() {
    return law;
  }
}
