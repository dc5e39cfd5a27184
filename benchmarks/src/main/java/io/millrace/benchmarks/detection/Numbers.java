package io.millrace.benchmarks.detection;

import java.util.Locale;

/** Numbers in tables. */
final class Numbers {
  private Numbers() {}

  /** A number with so many decimals, or a dash where there is none. */
  static String cell(double number, int decimals) {
    return Double.isFinite(number)
        ? String.format(Locale.ROOT, "%,." + decimals + "f", number + 0.0)
        : "-";
  }
}
