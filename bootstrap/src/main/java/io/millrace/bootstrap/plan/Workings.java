package io.millrace.bootstrap.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Arithmetic as a person writes it down: what, how, and what comes out. */
final class Workings {
  /** What binary fractions may be beside the number that is meant. */
  private static final double ROUNDING = 1e-9;

  private final List<String> lines = new ArrayList<>();

  void title(String text) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(text);
  }

  /** A line; the last of the values is what comes out. */
  void line(String label, String formula, String... values) {
    Object[] used = Arrays.copyOf(values, values.length - 1, Object[].class);
    add(label, String.format(Locale.ROOT, formula, used), "= " + values[values.length - 1]);
  }

  /** A line whose result is rounded up to at least one; {@code values} as in the formula. */
  int up(String label, String formula, String first, String second, String third, double result) {
    return up(label, String.format(Locale.ROOT, formula, first, second, third), result);
  }

  int up(String label, String formula, String first, double result) {
    return up(label, String.format(Locale.ROOT, formula, first), result);
  }

  private int up(String label, String formula, double result) {
    int whole = (int) Math.max(1, Math.ceil(result - ROUNDING));
    add(label, formula, "= " + decimal(result) + " -> " + text(whole));
    return whole;
  }

  void result(String label, long value) {
    add(label, "", "  " + text((double) value));
  }

  void note(String text) {
    lines.add("  (" + text + ")");
  }

  List<String> lines() {
    return lines;
  }

  private void add(String label, String formula, String result) {
    lines.add(
        String.format(Locale.ROOT, "  %-38s %-54s %s", label, formula, result).stripTrailing());
  }

  static String text(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,d", (long) value)
        : decimal(value);
  }

  static String megabytes(double bytesPerSecond) {
    return decimal(bytesPerSecond / 1e6) + " MB/s";
  }

  static String percent(double share) {
    return Math.round(share * 100) + " %";
  }

  /** Three significant digits at least, however small. */
  static String decimal(double value) {
    if (value != 0 && Math.abs(value) < 0.01) {
      return String.format(Locale.ROOT, "%.2g", value);
    }
    return String.format(Locale.ROOT, "%,.2f", value);
  }
}
