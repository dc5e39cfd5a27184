package io.millrace.json.mapping;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of CSV (RFC 4180), whose quoted cells do not reach over its end. */
public final class CsvLine {
  private CsvLine() {}

  /** The cells, or null if the quotes do not fit. */
  public static @Nullable List<String> cells(String line, char separator) {
    List<String> cells = new ArrayList<>();
    int at = 0;
    while (true) {
      if (at < line.length() && line.charAt(at) == '"') {
        StringBuilder cell = new StringBuilder();
        at = quoted(line, at + 1, cell);
        if (at < 0 || (at < line.length() && line.charAt(at) != separator)) {
          return null;
        }
        cells.add(cell.toString());
      } else {
        int end = line.indexOf(separator, at);
        end = end < 0 ? line.length() : end;
        if (line.indexOf('"', at) >= 0 && line.indexOf('"', at) < end) {
          return null;
        }
        cells.add(line.substring(at, end));
        at = end;
      }
      if (at == line.length()) {
        return cells;
      }
      at++;
    }
  }

  /** Reads a quoted cell from behind its quote, up to behind the closing one; -1 without one. */
  private static int quoted(String line, int from, StringBuilder cell) {
    for (int at = from; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c != '"') {
        cell.append(c);
      } else if (at + 1 < line.length() && line.charAt(at + 1) == '"') {
        cell.append(c);
        at++;
      } else {
        return at + 1;
      }
    }
    return -1;
  }
}
