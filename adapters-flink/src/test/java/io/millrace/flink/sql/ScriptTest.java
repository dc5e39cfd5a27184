package io.millrace.flink.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.flink.sql.Statement.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {
  @Test
  void semicolons_in_quotes_and_comments_end_nothing() {
    List<Statement> script =
        Script.parse(
            """
            -- first; a view
            create temporary view `a;b` as select ';''' as c /* ; */;
            // then; a query
            select c from `a;b`;
            -- the end;
            """);

    assertThat(script).extracting(Statement::kind).containsExactly(Kind.VIEW, Kind.QUERY);
    assertThat(script.get(1).text().strip()).isEqualTo("select c from `a;b`");
  }

  @Test
  void a_statement_stays_where_it_stands() {
    List<Statement> script = Script.parse("SELECT 1;\n\n/**/ ;SELECT\n 2");

    assertThat(script.get(1).text()).isEqualTo("\n\n      SELECT\n 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SELECT 1", "(select 1)", "with a as (select 1) select * from a", "VALUES (1)"})
  void queries_are_run(String query) {
    assertThat(Script.parse(query))
        .singleElement()
        .extracting(Statement::kind)
        .isEqualTo(Kind.QUERY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t (a INT) WITH ('connector' = 'filesystem', 'path' = '/etc')",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TEMPORARY FUNCTION f AS 'java.lang.Runtime'",
        "CREATE TEMPORARY TABLE t (a INT) WITH ('connector' = 'print')",
        "CREATE /* TEMPORARY VIEW */ CATALOG c WITH ('type' = 'jdbc')",
        "CREATE TEMPORARY VIEWS AS SELECT 1",
        "INSERT INTO logins SELECT * FROM logins",
        "ADD JAR '/tmp/a.jar'",
        "LOAD MODULE hive",
        "SET 'a' = 'b'",
        "EXECUTE STATEMENT SET BEGIN END",
        "EXPLAIN SELECT 1",
        "SELECTED",
        "/* SELECT */ DROP VIEW logins"
      })
  void nothing_else_is_run(String statement) {
    assertThatThrownBy(() -> Script.parse(statement + ";\nSELECT 1"))
        .isInstanceOf(RefusedSql.class)
        .hasMessageContaining("line 1")
        .hasMessageContaining("only SELECT, WITH, VALUES and CREATE TEMPORARY VIEW");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ;; ", "-- SELECT 1", "CREATE TEMPORARY VIEW v AS SELECT 1"})
  void a_script_without_a_query_is_refused(String script) {
    assertThatThrownBy(() -> Script.parse(script))
        .isInstanceOf(RefusedSql.class)
        .hasMessageContaining("must be a query");
  }
}
