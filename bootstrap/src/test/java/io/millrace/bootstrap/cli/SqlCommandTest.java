package io.millrace.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlCommandTest {
  private static final String ORDER =
      """
      {"event_id":"%s","order_id":"o","customer_id":"c","product_id":" p ","quantity":2,"amount":%s,\
      "currency":"eur","status":"COMPLETED","test":%b,"event_time":"%s"}
      """;

  @TempDir private Path folder = Path.of(".");
  private Path script = Path.of(".");

  @BeforeEach
  void write_orders() throws IOException {
    script = folder.resolve("question.sql");
    Files.writeString(
        folder.resolve("orders.ndjson"),
        ORDER.formatted("e2", "\"9999999999999.9999\"", false, "2026-11-23T10:00:20.5Z")
            + ORDER.formatted("e1", "0.0001", false, "2026-11-23T10:00:15Z")
            + ORDER.formatted("e2", "7", false, "2026-11-23T10:00:20.5Z")
            + ORDER.formatted("e3", "7", true, "2026-11-23T10:00:21Z")
            + ORDER.formatted("late", "7", false, "2026-11-23T10:00:10Z")
            + "no order\n");
    Files.writeString(
        folder.resolve("products.ndjson"),
        """
        {"product_id":"p","name":"old"}
        {"product_id":"p","name":"new, \\"soft\\" \\u001b[31m\\u0130"}
        """);
  }

  @Test
  void tables_hold_what_is_on_time_once_and_as_results_write_it() throws IOException {
    Files.writeString(
        script,
        """
        CREATE TEMPORARY VIEW sold AS
          SELECT o.*, p.name FROM orders o JOIN products p ON o.product_id = p.product_id;
        SELECT event_id, amount, currency, name, event_time, CAST(quantity AS DOUBLE) / 3 AS third
          FROM sold ORDER BY event_time;
        """);
    Path out = folder.resolve("out.ndjson");

    Command command = Command.run("sql", "--input", folder, script, "--output", out);

    assertThat(command.err())
        .isEqualTo(
            """
            orders: 6 records, 1 rejected (1 MALFORMED_JSON), 1 late, 1 test
            products: 2 records
            """);
    assertThat(command.exitCode()).isZero();
    assertThat(Files.readAllLines(out))
        .containsExactly(
            "{\"event_id\":\"e1\",\"amount\":\"0.0001\",\"currency\":\"EUR\",\"name\":\"new, \\\"soft\\\" \\u001B[31mİ\","
                + "\"event_time\":\"2026-11-23T10:00:15.000Z\",\"third\":0.6666666666666666}",
            "{\"event_id\":\"e2\",\"amount\":\"9999999999999.9999\",\"currency\":\"EUR\",\"name\":\"new, \\\"soft\\\" \\u001B[31mİ\","
                + "\"event_time\":\"2026-11-23T10:00:20.500Z\",\"third\":0.6666666666666666}");
  }

  @Test
  void windows_are_shown_aligned_and_nothing_in_them_moves_the_cursor() throws IOException {
    Files.writeString(
        script,
        """
        SELECT window_start, name, SUM(amount) AS revenue, COUNT(*) AS n
        FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(event_time), INTERVAL '5' MINUTES)) o
        JOIN products p ON o.product_id = p.product_id
        GROUP BY window_start, name
        """);

    Command command = Command.run("sql", "--input", folder, script);

    assertThat(command.exitCode()).as(command.err()).isZero();
    assertThat(command.out())
        .isEqualTo(
            """
            window_start              name                            revenue  n
            2026-11-23T10:00:00.000Z  new, "soft" \uFFFD[31mİ  10000000000000.0000  2

            1 row
            """);
  }

  @Test
  void a_table_shows_as_many_rows_as_it_may_and_a_csv_all() throws IOException {
    Files.writeString(
        script, "VALUES (1, 'a,\"b\"', 1), (2, CAST(NULL AS STRING), 1), (3, '', 1), (10, 'İ', 1)");

    Command table = Command.run("sql", "--input", folder, script, "--limit", 2);
    assertThat(table.out().lines()).hasSize(5).last().isEqualTo("4 rows, the first 2 shown");
    Command csv = Command.run("sql", "--input", folder, script, "--format", "csv");
    assertThat(csv.out().lines().skip(1))
        .containsExactlyInAnyOrder("1,\"a,\"\"b\"\"\",1", "2,,1", "3,\"\",1", "10,İ,1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT nothing FROM orders           | line 1, column 8 to line 1, column 14: Column 'nothing' not found
          SELECT * FROM logins                 | Object 'logins' not found; the tables are orders, products
          SELECT 1;;SELECT FROM                | keyword 'FROM' at line 1, column 18
          INSERT INTO orders SELECT * FROM orders | the statement on line 1 is INSERT: only SELECT
          CREATE TEMPORARY VIEW v AS SELECT 1  | the last statement must be a query
          SELECT 1/0                           | Division by zero
          CREATE TEMPORARY VIEW v (a, b) AS SELECT 1; SELECT 1 | line 1: VIEW definition and input fields not match
          """)
  void what_is_wrong_is_said_in_one_sentence(String sql, String sentence) throws IOException {
    Files.writeString(script, sql);

    Command command = Command.run("sql", "--input", folder, script);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.out()).isEmpty();
    assertThat(command.err()).contains(script.toString(), sentence).doesNotContain("expecting");
    assertThat(command.err().lines()).hasSize(1);
  }

  /** Flink names a step of its planner then, and hides the reason in the causes. */
  @Test
  void what_cannot_be_planned_is_said_with_the_reason_and_the_line() throws IOException {
    Files.writeString(
        script,
        """
        CREATE TEMPORARY VIEW hours AS
          SELECT FLOOR(event_time TO HOUR) AS starts, currency, SUM(amount) AS revenue
          FROM orders GROUP BY FLOOR(event_time TO HOUR), currency;
        -- the question
        SELECT COUNT(DISTINCT revenue) OVER (PARTITION BY starts ORDER BY currency) FROM hours
        """);

    Command command = Command.run("sql", "--input", folder, script);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err())
        .contains("the statement on line 5 cannot be planned: ", "Distinct not supported")
        .doesNotContain("Rule", "rel#");
    assertThat(command.err().lines()).hasSize(1);
  }

  @Test
  void a_query_that_fails_on_its_way_leaves_no_file() throws IOException {
    Files.writeString(script, "SELECT CAST(event_id AS INT) FROM orders");
    Path out = folder.resolve("rows");

    Command command =
        Command.run("sql", "--input", folder, script, "--output", out, "--format", "csv");

    assertThat(command.exitCode()).isEqualTo(1);
    assertThat(command.err()).contains("the query failed", "e1");
    assertThat(command.err().lines()).hasSize(1);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).noneMatch(file -> file.toString().contains("rows"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --format=xml                | must be table, ndjson or csv
          --output=rows.txt           | end it in .ndjson or .csv
          --output=a.csv --format=table | not table
          --limit=0                   | at least 1
          --csv-safe                  | add --format csv
          --parallelism=0             | from 1 to 64
          --policy=none.json          | does not exist
          """)
  void bad_options_are_refused(String options, String sentence) throws IOException {
    Files.writeString(script, "SELECT 1");
    Object[] arguments =
        Stream.concat(Stream.of("sql", "--input", folder, script), Stream.of(options.split(" ")))
            .toArray();

    Command command = Command.run(arguments);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains(sentence);
  }

  @Test
  void a_file_that_is_there_is_kept() throws IOException {
    Files.writeString(script, "SELECT 1");
    Path out = Files.writeString(folder.resolve("a.csv"), "kept");

    Command command = Command.run("sql", "--input", folder, script, "--output", out);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("--overwrite");
    assertThat(out).hasContent("kept");
  }

  /** Flink ends a comment at a carriage return. */
  @Test
  void a_script_reads_and_writes_no_file_behind_a_comment() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
    Path owned = folder.resolve("owned");
    String files = "WITH ('connector'='filesystem', 'format'='raw', 'path'='%s')";
    Files.writeString(
        script,
        ("CREATE --\r TEMPORARY TABLE leak (a STRING) " + files.formatted(secret))
            + " /*\n TEMPORARY VIEW v AS SELECT 1 */;\n"
            + ("CREATE --\r TABLE owned " + files.formatted(owned) + " AS SELECT 'a' AS a")
            + " /*\n TEMPORARY VIEW v AS SELECT 1 */;\n"
            + "SELECT * FROM leak");

    Command command = Command.run("sql", "--input", folder, script);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.out()).isEmpty();
    assertThat(command.err()).contains("line 1 is CREATE TABLE").doesNotContain("s3cret");
    assertThat(owned).doesNotExist();
  }

  @Test
  void a_byte_order_mark_is_no_part_of_a_script() throws IOException {
    Files.writeString(
        script, "\uFEFF-- a; b\r\nSELECT 'a;b' AS x FROM orders /* ; */ LIMIT 1;\r\n");

    Command command = Command.run("sql", "--input", folder, script, "--format", "csv");

    assertThat(command.exitCode()).as(command.err()).isZero();
    assertThat(command.out()).isEqualTo("x\na;b\n");
  }

  @Test
  void a_script_that_is_too_large_is_not_read() throws IOException {
    Files.writeString(script, "-".repeat((1 << 20) + 1));

    Command command = Command.run("sql", "--input", folder, script);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("holds more than 1,048,576 bytes");
  }

  @Test
  void an_error_that_quotes_a_script_moves_no_cursor() throws IOException {
    Files.writeString(script, "SELECT `\u001b]0;a\u0007\u009b2J\u202e` FROM orders");

    Command command = Command.run("sql", "--input", folder, script);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err().strip().chars())
        .noneMatch(c -> Character.isISOControl(c) || c == '\u202e');
  }

  @Test
  void csv_for_spreadsheets_holds_no_formula() throws IOException {
    Files.writeString(
        script,
        """
        SELECT name AS `=a`, -1 AS n, '=1+1' AS b, '+1' AS c, '-1' AS d, '@a,b' AS e, ' =1' AS f
        FROM products
        """);

    Command safe = Command.run("sql", "--input", folder, script, "--format", "csv", "--csv-safe");
    Command exact = Command.run("sql", "--input", folder, script, "--format", "csv");

    assertThat(safe.out())
        .isEqualTo(
            """
            '=a,n,b,c,d,e,f
            "new, ""soft"" \uFFFD[31mİ",-1,'=1+1,'+1,'-1,"'@a,b",' =1
            """);
    assertThat(exact.out()).contains("\u001b[31m", ",-1,=1+1,+1,-1,\"@a,b\", =1");
  }
}
