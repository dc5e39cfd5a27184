package io.millrace.bootstrap.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows for people: aligned columns, numbers to the right. Holds all rows until they are written.
 */
final class RowTable {
  private static final int MAX_CHARACTERS = 60;
  private static final String GAP = "  ";

  private final List<List<String>> lines = new ArrayList<>();
  private final int[] widths;
  private final boolean[] right;

  RowTable(List<String> columns) {
    widths = new int[columns.size()];
    right = new boolean[columns.size()];
    add(columns.stream().map(RowTable::shown).toList());
  }

  void row(List<? extends @Nullable Object> values) {
    List<String> cells = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      right[i] |= value instanceof Number;
      cells.add(value == null ? "" : shown(RowFormat.text(value)));
    }
    add(cells);
  }

  void write(Writer out) throws IOException {
    for (List<String> cells : lines) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = cells.get(i);
        String padding = " ".repeat(widths[i] - length(cell));
        line.append(i == 0 ? "" : GAP).append(right[i] ? padding + cell : cell + padding);
      }
      out.write(line.toString().stripTrailing());
      out.write('\n');
    }
  }

  private void add(List<String> cells) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], length(cells.get(i)));
    }
    lines.add(cells);
  }

  /** On one line, not too long, and with nothing in it that a terminal would obey. */
  private static String shown(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints().limit(MAX_CHARACTERS).map(TerminalText::of).forEach(safe::appendCodePoint);
    return length(text) <= MAX_CHARACTERS ? safe.toString() : safe.append('…').toString();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
