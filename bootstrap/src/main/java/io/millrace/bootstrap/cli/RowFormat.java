package io.millrace.bootstrap.cli;

import io.millrace.json.JsonRows;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How rows are written for programs. */
enum RowFormat {
  /** One JSON object a row. */
  NDJSON {
    @Override
    void head(List<String> columns, Writer out) {}

    @Override
    void row(List<String> columns, List<? extends @Nullable Object> row, Writer out)
        throws IOException {
      JsonRows.write(columns, row, out);
    }
  },
  /** RFC 4180, but with line feeds; the first line names the columns, nothing stands for null. */
  CSV {
    @Override
    void head(List<String> columns, Writer out) throws IOException {
      row(columns, columns, out);
    }

    @Override
    void row(List<String> columns, List<? extends @Nullable Object> row, Writer out)
        throws IOException {
      for (int i = 0; i < row.size(); i++) {
        Object value = row.get(i);
        out.write(i == 0 ? "" : ",");
        out.write(value == null ? "" : quoted(text(value)));
      }
      out.write('\n');
    }
  };

  abstract void head(List<String> columns, Writer out) throws IOException;

  abstract void row(List<String> columns, List<? extends @Nullable Object> row, Writer out)
      throws IOException;

  /** The name on the command line. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A value as a person writes it; lists and rows as JSON. */
  static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    String json = JsonRows.text(value);
    boolean holdsMore = value instanceof List || value instanceof Map;
    return holdsMore ? json : json.replace("\"", ""); // what is no number in JSON is a string there
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain && !text.isEmpty() ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
