package io.millrace.flink.sql;

import java.util.regex.Pattern;

/**
 * One statement of a script. Only queries and temporary views are statements: nothing else can be
 * said, so that no script reads or writes anything but the tables it is given.
 *
 * @param text as it stands in the script, behind as many line feeds and spaces as put it where it
 *     stands there: Flink's errors name lines and columns
 */
public record Statement(String text, Kind kind) {
  private static final Pattern VIEW =
      Pattern.compile(
          "create\\s+temporary\\s+view\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern QUERY =
      Pattern.compile(
          "[\\s(]*(select|with|values)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** What a statement does. */
  public enum Kind {
    /** Names a query. */
    VIEW,
    /** Asks for rows. */
    QUERY
  }

  /** The line of the script that it begins on, from 1. */
  int line() {
    int line = 1;
    for (int i = 0; Character.isWhitespace(text.charAt(i)); i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
    return line;
  }

  /**
   * A statement of a known kind.
   *
   * @param before what stands before it in the script
   * @param code the statement with a space for each comment
   * @throws RefusedSql if it is of no kind that is run
   */
  static Statement of(String before, String text, String code) {
    int lines = (int) before.chars().filter(c -> c == '\n').count();
    int columns = before.length() - 1 - before.lastIndexOf('\n');
    String placed = "\n".repeat(lines) + " ".repeat(columns) + text;
    String words = code.strip();
    if (VIEW.matcher(words).matches()) {
      return new Statement(placed, Kind.VIEW);
    }
    if (QUERY.matcher(words).matches()) {
      return new Statement(placed, Kind.QUERY);
    }
    throw new RefusedSql(
        "line "
            + (lines + 1)
            + " begins a statement with \""
            + beginning(words)
            + "\": only SELECT, WITH, VALUES and CREATE TEMPORARY VIEW are run");
  }

  private static String beginning(String words) {
    String[] first = words.split("\\s+", 3);
    String two = first.length < 2 ? first[0] : first[0] + " " + first[1];
    return two.length() <= 40 ? two : two.substring(0, 40);
  }
}
