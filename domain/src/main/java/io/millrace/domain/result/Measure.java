package io.millrace.domain.result;

import io.millrace.domain.money.Money;

/** A value that was observed, or the threshold that it crossed. */
public sealed interface Measure {
  /** A length of time. */
  record Millis(long value) implements Measure {}

  /** An amount of money. */
  record Amount(Money value) implements Measure {}

  /** A number without a unit that we know of. */
  record Real(double value) implements Measure {}
}
