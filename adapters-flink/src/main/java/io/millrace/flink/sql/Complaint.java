package io.millrace.flink.sql;

import java.util.List;
import java.util.regex.Pattern;

/** What Flink says of a statement that it does not take, in one sentence with its place. */
final class Complaint {
  private static final Pattern PREAMBLE = Pattern.compile("^SQL (validation|parse) failed\\.\\s*");
  private static final Pattern EPILOGUE =
      Pattern.compile(
          "[.!\\s]*(Was expecting one of:.*|If you think .*|\\R\\s*\\R.*)?$", Pattern.DOTALL);

  /** A step of the planner that has failed; only the cause says why. */
  private static final Pattern STEP =
      Pattern.compile(
          "^(Error (occurred )?while applying rule"
              + "|(Sql optimization: )?Cannot generate a valid execution plan"
              + "|Sql optimization: Assertion error)");

  private static final String DEEP = "it is nested too deeply, or too long";
  private static final Pattern PLACE = Pattern.compile("\\bline \\d+, column \\d+");
  private static final Pattern NO_TABLE = Pattern.compile("Object '.*' not found");

  private Complaint() {}

  /** Of a script that cannot be parsed. */
  static String of(Throwable e) {
    if (isTooDeep(e)) {
      return DEEP;
    }
    String complaint = plain(message(e));
    return complaint
        .replace("Encountered \"<EOF>\"", "the script ends too early,")
        .replace(
            "Encountered \"\\\"\"",
            "a double quote, which Flink's SQL does not know (text stands in single quotes, names in backticks),");
  }

  /** Flink's parser stumbles over an error without a message when the stack is full. */
  private static boolean isTooDeep(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof StackOverflowError
          || message(cause).contains("SqlParseException.getMessage()")) {
        return true;
      }
    }
    return false;
  }

  /** {@code tables} are all that there are. */
  static String of(Statement statement, Throwable e, List<String> tables) {
    Throwable reason = e;
    while (STEP.matcher(message(reason)).find() && reason.getCause() != null) {
      reason = reason.getCause();
    }
    String complaint = of(reason);
    if (NO_TABLE.matcher(complaint).find()) {
      complaint += "; the tables are " + String.join(", ", tables);
    }
    if (reason != e) {
      return "the statement on line " + statement.line() + " cannot be planned: " + complaint;
    }
    return PLACE.matcher(complaint).find()
        ? complaint
        : "the statement on line " + statement.line() + ": " + complaint;
  }

  private static String message(Throwable e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /** Without what was expected instead and without plans. */
  private static String plain(String message) {
    String complaint = PREAMBLE.matcher(message).replaceFirst("");
    return EPILOGUE.matcher(complaint).replaceFirst("");
  }
}
