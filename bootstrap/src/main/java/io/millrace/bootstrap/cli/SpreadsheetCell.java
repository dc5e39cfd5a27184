package io.millrace.bootstrap.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cells of CSV that a spreadsheet shows and does not compute, after OWASP's <a
 * href="https://owasp.org/www-community/attacks/CSV_Injection">CSV Injection</a>.
 */
final class SpreadsheetCell {
  /** What begins a formula, in the wide forms of Asian keyboards too. */
  private static final String FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

  private SpreadsheetCell() {}

  /** A row with safe text; null, numbers and truth values stay as they are. */
  static List<@Nullable Object> row(List<? extends @Nullable Object> values) {
    return values.stream().<@Nullable Object>map(SpreadsheetCell::value).toList();
  }

  /**
   * Text with an apostrophe before it if it begins with a formula, a tab or the end of a line, or
   * with spaces and then a formula; and with U+FFFD for each control character but tabs and line
   * feeds.
   */
  static String of(String text) {
    StringBuilder cell = new StringBuilder(text.length() + 1);
    if (isFormula(text)) {
      cell.append('\'');
    }
    text.codePoints()
        .map(c -> c == '\t' || c == '\n' ? c : TerminalText.of(c))
        .forEach(cell::appendCodePoint);
    return cell.toString();
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    return of(RowFormat.text(value));
  }

  private static boolean isFormula(String text) {
    if (!text.isEmpty() && "\t\r\n".indexOf(text.charAt(0)) >= 0) {
      return true;
    }
    int first = text.codePoints().dropWhile(SpreadsheetCell::isBlank).findFirst().orElse(' ');
    return FORMULA.indexOf(first) >= 0;
  }

  private static boolean isBlank(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT;
  }
}
