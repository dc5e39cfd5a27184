package io.millrace.flink.sql;

import io.millrace.flink.sql.Statement.Kind;
import java.util.ArrayList;
import java.util.List;

/** Takes a script apart at the semicolons that stand outside of quotes and comments. */
public final class Script {
  private final String text;
  private final List<Statement> statements = new ArrayList<>();
  private final StringBuilder code = new StringBuilder();
  private boolean blank = true;
  private int first;
  private int at;

  private Script(String text) {
    this.text = text;
  }

  /**
   * The statements of a script, in order; the last is the query whose rows are wanted.
   *
   * @throws RefusedSql if the script holds a statement that is not run, or no query at its end
   */
  public static List<Statement> parse(String text) {
    Script script = new Script(text);
    script.parse();
    List<Statement> found = script.statements;
    if (found.isEmpty() || found.get(found.size() - 1).kind() != Kind.QUERY) {
      throw new RefusedSql("the last statement must be a query: SELECT, WITH or VALUES");
    }
    return found;
  }

  private void parse() {
    while (at < text.length()) {
      if (text.charAt(at) == ';') {
        add(at);
        at++;
      } else {
        take();
      }
    }
    add(at);
  }

  /** Takes a quoted part, a comment or a character. */
  private void take() {
    char c = text.charAt(at);
    if (c == '\'' || c == '`') {
      keep(end(String.valueOf(c), at + 1, 1));
    } else if (text.startsWith("--", at) || text.startsWith("//", at)) {
      leaveOut(end("\n", at, 0));
    } else if (text.startsWith("/*", at)) {
      leaveOut(end("*/", at + 2, 2));
    } else {
      keep(at + 1);
    }
  }

  /** A quote that is doubled ends one quoted part and begins the next, which is as good. */
  private int end(String mark, int from, int length) {
    int found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + length;
  }

  private void keep(int end) {
    if (blank && !Character.isWhitespace(text.charAt(at))) {
      blank = false;
      first = at;
    }
    code.append(text, at, end);
    at = end;
  }

  private void leaveOut(int end) {
    code.append(' ');
    at = end;
  }

  /** Adds what is between the last semicolon and this one, from its first word on. */
  private void add(int end) {
    if (!blank) {
      String before = text.substring(0, first);
      statements.add(Statement.of(before, text.substring(first, end).strip(), code.toString()));
    }
    code.setLength(0);
    blank = true;
  }
}
