package io.millrace.flink.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlSessionTest {
  @TempDir private Path folder = Path.of(".");
  private final SqlSession session = session();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'path' = '/etc')",
        "CREATE TEMPORARY TABLE t (a INT) WITH ('connector' = 'print')",
        "CREATE TABLE t WITH ('connector' = 'filesystem') AS SELECT 1 AS a",
        "CREATE TABLE t (a INT) WITH ('connector' = 'x') LIKE b",
        "CREATE OR REPLACE TABLE t WITH ('connector' = 'x') AS SELECT 1 AS a",
        "CREATE VIEW v AS SELECT 1",
        "CREATE FUNCTION f AS 'java.lang.Runtime'",
        "CREATE TEMPORARY FUNCTION f AS 'java.lang.Runtime'",
        "CREATE TEMPORARY SYSTEM FUNCTION f AS 'a.B' USING JAR '/tmp/a.jar'",
        "CREATE CATALOG c WITH ('type' = 'jdbc')",
        "CREATE DATABASE d",
        "CREATE MODEL m INPUT (a INT) OUTPUT (b INT) WITH ('provider' = 'openai')",
        "CREATE MATERIALIZED TABLE m FRESHNESS = INTERVAL '1' HOUR AS SELECT 1",
        "ALTER TABLE t RENAME TO u",
        "ALTER VIEW t RENAME TO u",
        "DROP VIEW t",
        "DROP TEMPORARY VIEW t",
        "DROP TABLE t",
        "INSERT INTO t SELECT * FROM t",
        "INSERT OVERWRITE t SELECT * FROM t",
        "DELETE FROM t",
        "UPDATE t SET a = 1",
        "TRUNCATE TABLE t",
        "ADD JAR '/tmp/a.jar'",
        "REMOVE JAR '/tmp/a.jar'",
        "SHOW JARS",
        "LOAD MODULE hive",
        "UNLOAD MODULE core",
        "USE MODULES core",
        "USE CATALOG c",
        "USE d",
        "SET 'a' = 'b'",
        "SET",
        "RESET",
        "SHOW TABLES",
        "DESCRIBE t",
        "EXPLAIN SELECT 1",
        "EXPLAIN PLAN FOR SELECT 1",
        "ANALYZE TABLE t COMPUTE STATISTICS",
        "EXECUTE STATEMENT SET BEGIN INSERT INTO t SELECT 1; END",
        "EXECUTE INSERT INTO t SELECT 1",
        "EXECUTE SELECT 1",
        "EXECUTE PLAN '/tmp/plan.json'",
        "COMPILE PLAN '/tmp/plan.json' FOR INSERT INTO t SELECT 1",
        "COMPILE AND EXECUTE PLAN '/tmp/plan.json' FOR INSERT INTO t SELECT 1",
        "BEGIN STATEMENT SET",
        "CALL p()",
        "SHOW JOBS",
        "STOP JOB 'a'"
      })
  void nothing_but_queries_and_temporary_views_is_run(String statement) {
    String begin = statement.replaceFirst(" .*", "");
    assertThatThrownBy(() -> session.run("SELECT 1;\n\n/* ; */ " + statement + ";\nSELECT 1"))
        .isInstanceOf(RefusedSql.class)
        .hasMessageContaining("the statement on line 3 is " + begin)
        .hasMessageContaining("only SELECT, WITH, VALUES and CREATE TEMPORARY VIEW are run");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "(select 1)",
        "with a as (select 1) select * from a",
        "VALUES (1)",
        "SELECT 1 UNION ALL (VALUES (2)) ORDER BY 1 LIMIT 1",
        "SELECT 1;;;SELECT 2;;",
        "-- ;\rSELECT 1 // ;\n/* ; */",
        "CREATE TEMPORARY VIEW IF NOT EXISTS `a;b` (a, b) COMMENT ';' AS SELECT 1, 2; SELECT a FROM `a;b`",
        "CREATE -- a\rTEMPORARY /* b */ VIEW a.b.v AS SELECT 1; SELECT * FROM a.b.v",
        "CREATE TEMPORARY VIEW v AS SELECT 1; CREATE TEMPORARY VIEW IF NOT EXISTS v AS SELECT 'a'; SELECT * FROM v",
      })
  void queries_and_temporary_views_are_run(String script) {
    assertThat(session.run(script).getResolvedSchema().getColumnDataTypes().get(0).toString())
        .isEqualTo("INT NOT NULL");
  }

  /** Flink ends the comment where a carriage return stands; what follows is the statement. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE --\r TEMPORARY TABLE t (a STRING) WITH ('connector' = 'filesystem', 'path' = '/etc') /*\nTEMPORARY VIEW v AS SELECT 1 */",
        "CREATE --\r TABLE t WITH ('connector' = 'filesystem') AS SELECT 1 AS a /*\nTEMPORARY VIEW v AS SELECT 1 */",
        "CREATE //\r TEMPORARY FUNCTION f AS 'a.B' USING JAR '/tmp/a.jar' /*\nTEMPORARY VIEW v AS SELECT 1 */",
        "ADD --\r JAR '/tmp/a.jar' /*\n SELECT 1 */"
      })
  void a_comment_that_a_carriage_return_ends_hides_nothing(String statement) {
    assertThatThrownBy(() -> session.run(statement + ";\nSELECT 1"))
        .isInstanceOf(RefusedSql.class)
        .hasMessageContaining("the statement on line ")
        .hasMessageContaining("only SELECT, WITH, VALUES and CREATE TEMPORARY VIEW are run");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                       | the script ends too early
          -- SELECT 1              | the script ends too early
          CREATE TEMPORARY VIEW v AS SELECT 1 | the last statement must be a query
          QUIT                     | Non-query expression
          SELECT "a" FROM t        | names in backticks), at line 1, column 8
          SELECT 1 AS a; SELECT    | the script ends too early, at line 1, column 21
          CREATE TEMPORARY VIEW v (a, b) AS SELECT 1; SELECT 1 | line 1: VIEW definition and input fields not match
          CREATE TEMPORARY VIEW v AS SELECT 1; SELECT * FROM v /*+ OPTIONS('connector'='filesystem') */ | Hints can only be applied to tables
          """)
  void what_is_wrong_is_said(String script, String sentence) {
    assertThatThrownBy(() -> session.run(script))
        .isInstanceOf(RefusedSql.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void a_script_that_is_nested_too_deeply_is_refused() {
    for (String deep : new String[] {"(".repeat(50_000), "1" + "+1".repeat(50_000)}) {
      assertThatThrownBy(() -> session.run("SELECT " + deep))
          .isInstanceOf(RefusedSql.class)
          .hasMessageContaining("nested too deeply");
    }
  }

  /** Even if a statement came by the gate. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM leak",
        "INSERT INTO leak VALUES ('a')",
        "CREATE TABLE b WITH ('connector' = 'filesystem', 'path' = '%s/b', 'format' = 'raw') AS SELECT 'a' AS a",
        "CREATE TABLE p WITH ('connector' = 'print') AS SELECT 1 AS a",
        "CREATE TABLE p WITH ('connector' = 'blackhole') AS SELECT 1 AS a",
        "CREATE CATALOG c WITH ('type' = 'generic_in_memory')",
        "LOAD MODULE core"
      })
  void the_planner_has_no_connector_format_or_module(String statement) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    StreamTableEnvironment tables = session.tables();
    tables.executeSql(
        "CREATE TEMPORARY TABLE leak (line STRING) WITH ('connector' = 'filesystem', 'path' = '"
            + secret
            + "', 'format' = 'raw')");

    assertThatThrownBy(() -> tables.executeSql(statement.replace("%s", folder.toString())))
        .rootCause()
        .hasMessageContaining("Could not find any factories");
    assertThat(folder).isDirectoryContaining(secret::equals);
    assertThat(folder.toFile().list()).hasSize(1);
    assertThat(secret).hasContent("secret");
  }

  static SqlSession session() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1);
    environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
    return new SqlSession(environment);
  }
}
