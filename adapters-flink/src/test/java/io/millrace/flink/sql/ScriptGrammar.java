package io.millrace.flink.sql;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Makes scripts of statements that may run and of those that may not, with what parsers disagree
 * about between their words: ends of lines, comments, quotes, hints, semicolons. Some are damaged
 * afterwards.
 */
final class ScriptGrammar {
  private static final List<String> QUERIES =
      List.of(
          "SELECT 1 AS a",
          "( SELECT 1 AS a )",
          "WITH w AS ( SELECT 1 AS a ) SELECT a FROM w",
          "VALUES ( 1 ) , ( 2 )",
          "SELECT 1 AS a UNION ALL ( VALUES ( 2 ) ) ORDER BY a LIMIT 1",
          "SELECT $text AS $name",
          "SELECT * FROM ( VALUES ( $text ) ) AS t ( $name )",
          "SELECT $hint * FROM ( SELECT $text AS a ) AS t",
          "SELECT a FROM t $hint",
          "TABLE t",
          "SELECT CASE WHEN EXISTS ( SELECT 1 ) THEN $text END AS a");
  private static final List<String> VIEWS =
      List.of(
          "CREATE TEMPORARY VIEW $view AS $query",
          "CREATE TEMPORARY VIEW IF NOT EXISTS $view AS $query",
          "CREATE TEMPORARY VIEW $view ( a ) COMMENT 'a;b' AS SELECT 1",
          "CREATE OR REPLACE TEMPORARY VIEW $view AS $query");
  private static final List<String> OTHERS =
      List.of(
          "CREATE TABLE t ( a STRING ) WITH ( 'connector' = 'filesystem' , 'path' = $text )",
          "CREATE TEMPORARY TABLE t ( a STRING ) WITH ( 'connector' = 'filesystem' )",
          "CREATE TABLE t WITH ( 'connector' = 'filesystem' ) AS $query",
          "CREATE VIEW v AS $query",
          "CREATE VIEW IF NOT EXISTS v AS $query",
          "CREATE FUNCTION f AS 'a.B' USING JAR $text",
          "CREATE TEMPORARY SYSTEM FUNCTION f AS 'java.lang.Runtime'",
          "CREATE CATALOG c WITH ( 'type' = 'jdbc' )",
          "CREATE MODEL m INPUT ( a INT ) OUTPUT ( b INT ) WITH ( 'provider' = 'p' )",
          "CREATE MATERIALIZED TABLE m FRESHNESS = INTERVAL '1' HOUR AS $query",
          "INSERT INTO t $query",
          "INSERT OVERWRITE t $query",
          "DELETE FROM t",
          "UPDATE t SET a = 1",
          "ALTER TABLE t SET ( 'a' = $text )",
          "DROP TEMPORARY VIEW v",
          "TRUNCATE TABLE t",
          "ADD JAR $text",
          "SHOW JARS",
          "SHOW TABLES",
          "LOAD MODULE m",
          "USE CATALOG c",
          "SET",
          "SET 'a' = $text",
          "RESET",
          "EXPLAIN $query",
          "DESCRIBE t",
          "ANALYZE TABLE t COMPUTE STATISTICS",
          "EXECUTE $query",
          "EXECUTE PLAN $text",
          "EXECUTE STATEMENT SET BEGIN INSERT INTO t $query ; INSERT INTO t $query ; END",
          "COMPILE PLAN $text FOR INSERT INTO t $query",
          "BEGIN STATEMENT SET",
          "END",
          "CALL p ( )",
          "STOP JOB $text",
          "QUIT");
  private static final List<String> TEXTS =
      List.of(
          "''",
          "'a;b'",
          "''';'",
          "'--'",
          "'/*'",
          "'*/'",
          "'\\'",
          "'ADD JAR'",
          "U&'\\003B\\0027'",
          "'\r'",
          "'\u2028;'",
          "'`'",
          "_UTF16'a'",
          "X'3B'");
  private static final List<String> NAMES =
      List.of("v", "`v`", "`a;b`", "```;`", "`--`", "`/*`", "`SELECT`", "`'`");
  private static final List<String> HINTS =
      List.of(
          "/*+ OPTIONS('path'='/etc;') */",
          "/*+ OPTIONS ( 'a' = 'b' ) */",
          "/*+ BROADCAST(t) */",
          "/*+ ; */",
          "/*+ OPTIONS('*/') */");
  private static final List<String> GAPS = List.of("\n", "\t", "\f", "  ", "\r\n", "\r");
  private static final List<String> LINE_ENDS = List.of("\n", "\r", "\r\n");

  /** Ends of lines for Unicode, none for Flink. */
  private static final List<String> NO_LINE_ENDS = List.of("\u2028", "\u0085", "\u000B", "");

  private static final List<String> SEPARATORS = List.of(";", ";\n", " ; ", ";;", "; ;\r");

  /** What looks like a semicolon. */
  private static final List<String> NO_SEPARATORS = List.of("", "\uFF1B", "\u037E", "\\;");

  private final Random random;

  ScriptGrammar(Random random) {
    this.random = random;
  }

  String script() {
    StringBuilder script = new StringBuilder(oneIn(4) ? gap() : "");
    int statements = 1 + random.nextInt(2);
    for (int i = 0; i < statements; i++) {
      script.append(i == 0 ? "" : separator()).append(statement(i == statements - 1));
    }
    script.append(oneIn(3) ? separator() : "");
    return oneIn(40) ? damaged(script) : script.toString();
  }

  private String separator() {
    return one(oneIn(40) ? NO_SEPARATORS : SEPARATORS);
  }

  private String statement(boolean isLast) {
    if (oneIn(5)) {
      return oneIn(4) ? disguised(one(OTHERS)) : spelled(one(OTHERS));
    }
    boolean isView = isLast ? oneIn(20) : oneIn(2);
    return spelled(one(isView ? VIEWS : QUERIES));
  }

  /** As a view or as a query, for whoever ends a comment elsewhere than Flink. */
  private String disguised(String pattern) {
    int first = pattern.indexOf(' ');
    String begin = first < 0 ? "" : pattern.substring(0, first) + " ";
    String rest = spelled(pattern.substring(first + 1));
    String mask = oneIn(2) ? "TEMPORARY VIEW v AS SELECT 1" : "SELECT 1";
    return begin + "--" + lineEnd() + rest + " /*" + lineEnd() + mask + " */";
  }

  private String spelled(String pattern) {
    StringBuilder text = new StringBuilder();
    for (String word : pattern.split(" ", -1)) {
      text.append(text.isEmpty() ? "" : gap()).append(word(word));
    }
    return text.toString();
  }

  private String word(String word) {
    return switch (word) {
      case "$query" -> spelled(one(QUERIES));
      case "$text" -> one(TEXTS);
      case "$name" -> one(NAMES);
      case "$view" -> oneIn(4) ? "`a;`.`b`." + one(NAMES) : one(NAMES);
      case "$hint" -> one(HINTS);
      default -> oneIn(10) ? word.toLowerCase(Locale.ROOT) : word;
    };
  }

  /** What parts words, or is thought to. */
  private String gap() {
    return switch (random.nextInt(80)) {
      case 0 -> "--" + hidden() + lineEnd();
      case 1 -> "//" + hidden() + lineEnd();
      case 2 -> "--" + lineEnd() + (oneIn(6) ? hidden() : "") + lineEnd();
      case 3 -> "/*" + hidden() + "*/";
      case 4 -> "/*" + hidden() + "/*" + hidden() + "*/";
      case 5 -> "/**/" + one(GAPS);
      case 6 -> "--/*" + lineEnd() + (oneIn(6) ? hidden() + "*/ " : "");
      case 7 -> "/*" + lineEnd() + "--*/";
      case 8 -> oneIn(4) ? "/*/" + hidden() + "*/" : one(GAPS);
      case 9 -> oneIn(4) ? one(NO_LINE_ENDS) : one(GAPS);
      default -> " ";
    };
  }

  private String lineEnd() {
    return one(oneIn(20) ? NO_LINE_ENDS : LINE_ENDS);
  }

  private String hidden() {
    return switch (random.nextInt(12)) {
      case 0 -> ";";
      case 1 -> " TEMPORARY VIEW v AS SELECT 1 ";
      case 2 -> "; ADD JAR 'a' ;";
      case 3 -> one(TEXTS);
      case 4 -> "*";
      default -> "";
    };
  }

  private String damaged(StringBuilder script) {
    if (script.isEmpty()) {
      return "";
    }
    int at = random.nextInt(script.length());
    return switch (random.nextInt(4)) {
      case 0 -> script.deleteCharAt(at).toString();
      case 1 -> script.insert(at, one(LINE_ENDS)).toString();
      case 2 ->
          script.insert(at, one(List.of("'", "`", ";", "/*", "*/", "--", "\\", "\0"))).toString();
      default -> script.substring(at);
    };
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
