package io.millrace.flink.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.delegation.Parser;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.QueryOperation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What scripts the gate lets in, beside what Flink as it comes makes of them. */
class SqlGateTest {
  private static final int SCRIPTS = 100_000;

  /** Calcite's own classes of queries; a name that is not here is no query. */
  private static final Set<String> QUERIES =
      Set.of("SqlSelect", "SqlOrderBy", "SqlWith", "SqlBasicCall");

  private static final Set<String> CALLS =
      Set.of("UNION", "UNION ALL", "INTERSECT", "EXCEPT", "VALUES", "TABLE");

  private final SqlSession session = SqlSessionTest.session();
  private final Parser flink = plainFlink();
  private int letIn;
  private int forbidden;
  private int refusals;

  @Test
  void only_what_flink_parses_as_queries_and_temporary_views_is_let_in() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed of the scripts: " + seed);
    ScriptGrammar grammar = new ScriptGrammar(new Random(seed));
    for (int i = 0; i < SCRIPTS; i++) {
      check(grammar.script());
    }
    assertThat(letIn).isGreaterThan(SCRIPTS / 4);
    assertThat(forbidden).isGreaterThan(SCRIPTS / 40);
  }

  private void check(String script) {
    RefusedSql refused = refusal(script);
    if (refused != null && ++refusals % 5 != 0) {
      return; // refusing too much is looked for in a fifth; letting in too much, in all
    }
    List<?> nodes = parsed(script);
    boolean right = nodes.stream().allMatch(SqlGateTest::mayRun) && endsInQuery(nodes);
    assertThat(refused == null).as("let in: <%s>", script).isEqualTo(right);
    if (refused != null) {
      forbidden += nodes.isEmpty() ? 0 : 1;
    } else if (++letIn % 50 == 0 && nodes.size() == 1) {
      checkOperation(script);
    }
  }

  private @Nullable RefusedSql refusal(String script) {
    try {
      session.read(script);
      return null;
    } catch (RefusedSql e) {
      return e;
    }
  }

  private List<?> parsed(String script) {
    Object parser = ((Supplier<?>) Hidden.field(flink, "calciteParserSupplier")).get();
    try {
      return (List<?>) Hidden.call(parser, "parseSqlList", script);
    } catch (RuntimeException e) {
      return List.of();
    }
  }

  private static boolean endsInQuery(List<?> nodes) {
    return !nodes.isEmpty() && isQuery(nodes.get(nodes.size() - 1));
  }

  private static boolean mayRun(Object node) {
    return isQuery(node)
        || node.toString().startsWith("CREATE TEMPORARY VIEW ")
        || node.toString().startsWith("CREATE OR REPLACE TEMPORARY VIEW ");
  }

  private static boolean isQuery(Object node) {
    String type = node.getClass().getSimpleName();
    return QUERIES.contains(type)
        && (!type.equals("SqlBasicCall") || CALLS.contains(new SqlNode(node).words()));
  }

  /** By the way that Flink takes on its own, which also translates. */
  private void checkOperation(String script) {
    List<Operation> translated;
    try {
      translated = flink.parse(script);
    } catch (RuntimeException | AssertionError e) {
      return; // it names what is not there
    }
    assertThat(translated).as(script).hasOnlyElementsOfType(QueryOperation.class);
  }

  private static Parser plainFlink() {
    StreamTableEnvironment tables =
        StreamTableEnvironment.create(StreamExecutionEnvironment.createLocalEnvironment(1));
    return ((TableEnvironmentInternal) tables).getParser();
  }
}
