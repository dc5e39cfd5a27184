package io.millrace.flink.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.QueryOperation;

/**
 * The parser of a session's planner. The planner parses a text and translates it in one step, and
 * hides its classes behind a class loader; here the two steps are apart, so that what was parsed
 * can be judged before anything else sees it, and is not parsed again.
 */
final class FlinkParser {
  private static final String TRANSLATION =
      "org.apache.flink.table.planner.operations.SqlNodeToOperationConversion";

  private final TableEnvironmentInternal tables;
  private final Object planner;

  FlinkParser(TableEnvironmentInternal tables) {
    this.tables = tables;
    planner = tables.getParser();
  }

  /** The statements of a script, as Flink finds them in it. */
  List<SqlNode> parse(String script) {
    Object parser = ((Supplier<?>) Hidden.field(planner, "calciteParserSupplier")).get();
    List<SqlNode> nodes = new ArrayList<>();
    for (Object node : (List<?>) Hidden.call(parser, "parseSqlList", script)) {
      nodes.add(new SqlNode(node));
    }
    return nodes;
  }

  /**
   * What a query means over the tables that there are by now.
   *
   * @throws IllegalStateException if Flink does not take it for a query
   */
  QueryOperation translate(SqlNode query) {
    Object validator = ((Supplier<?>) Hidden.field(planner, "validatorSupplier")).get();
    Optional<?> operation =
        (Optional<?>)
            Hidden.callStatic(
                Hidden.beside(planner, TRANSLATION),
                "convert",
                validator,
                tables.getCatalogManager(),
                query.node());
    Operation translated = (Operation) operation.orElseThrow();
    if (translated instanceof QueryOperation rows) {
      return rows;
    }
    throw new IllegalStateException("no query, but " + translated.getClass().getName());
  }
}
