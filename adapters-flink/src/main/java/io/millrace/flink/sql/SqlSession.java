package io.millrace.flink.sql;

import io.millrace.flink.sql.Statement.View;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.config.TableConfigOptions;
import org.apache.flink.table.api.internal.TableEnvironmentImpl;
import org.apache.flink.table.catalog.CatalogManager;
import org.apache.flink.table.catalog.QueryOperationCatalogView;
import org.apache.flink.types.Row;

/**
 * Tables over the streams of a job, and what scripts ask of them. Its zone is UTC. Its planner has
 * no connector, and takes no options of tables from hints.
 */
public final class SqlSession {
  /** What Flink says when a query that it has planned does not become a running job. */
  private static final String NOT_STARTED = "Failed to execute sql";

  private final StreamTableEnvironment tables;
  private final FlinkParser parser;
  private final List<String> names = new ArrayList<>();

  /** A session in the mode of its environment, streaming or batch. */
  public SqlSession(StreamExecutionEnvironment environment) {
    ClassLoader all = Thread.currentThread().getContextClassLoader();
    tables =
        StreamTableEnvironment.create(
            environment,
            EnvironmentSettings.newInstance().withClassLoader(new PlannerClasses(all)).build());
    tables.getConfig().setLocalTimeZone(ZoneOffset.UTC);
    tables.getConfig().set(TableConfigOptions.TABLE_DYNAMIC_TABLE_OPTIONS_ENABLED, false);
    parser = new FlinkParser(internal());
  }

  /** Makes a table of rows. */
  public void register(String name, DataStream<Row> rows, RowSchema columns) {
    tables.createTemporaryView(name, rows, columns.schema());
    names.add(name);
  }

  /**
   * Makes the views of a script, checks its queries, and starts the last of them.
   *
   * @throws RefusedSql if the script is not right
   * @throws ExecutionException if the query is right, but could not be started
   */
  public TableResult start(String script) throws ExecutionException {
    List<Statement> statements = read(script);
    Table query = run(statements);
    try {
      return query.execute();
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      if (e instanceof TableException && NOT_STARTED.equals(e.getMessage())) {
        throw new ExecutionException("the query could not be started", e);
      }
      throw refusal(statements.get(statements.size() - 1), e);
    }
  }

  /**
   * Makes the views of a script, checks its queries, and gives the last of them.
   *
   * @throws RefusedSql if the script is not right
   */
  public Table run(String script) {
    return run(read(script));
  }

  /**
   * The statements of a script, in order; nothing of it has run.
   *
   * @throws RefusedSql if Flink cannot parse it, if it holds anything but queries and temporary
   *     views, or if its last statement is no query
   */
  List<Statement> read(String script) {
    List<SqlNode> nodes;
    try {
      nodes = parser.parse(script);
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      throw new RefusedSql(Complaint.of(e), e);
    }
    List<Statement> statements = nodes.stream().map(Statement::of).toList();
    if (statements.isEmpty() || statements.get(statements.size() - 1).view() != null) {
      throw new RefusedSql("the last statement must be a query: SELECT, WITH or VALUES");
    }
    return statements;
  }

  private Table run(List<Statement> statements) {
    Table last = null;
    for (Statement statement : statements) {
      try {
        last = internal().createTable(parser.translate(statement.query()));
        if (statement.view() != null) {
          make(statement.view(), last);
        }
      } catch (RuntimeException | AssertionError | StackOverflowError e) { // of many kinds
        throw refusal(statement, e);
      }
    }
    if (last == null) {
      throw new IllegalArgumentException("a script without a query");
    }
    return last;
  }

  /** A view of the query that was parsed, not of its text, which Flink would parse again. */
  private void make(View view, Table query) {
    CatalogManager catalog = internal().getCatalogManager();
    catalog.createTemporaryTable(
        new QueryOperationCatalogView(named(query, view.columns()).getQueryOperation()),
        catalog.qualifyIdentifier(view.name()),
        view.ifNotExists());
  }

  private static Table named(Table query, List<String> columns) {
    if (columns.isEmpty()) {
      return query;
    }
    int given = query.getResolvedSchema().getColumnCount();
    if (given != columns.size()) {
      throw new ValidationException(
          "VIEW definition and input fields not match: it names "
              + columns.size()
              + " columns, its query gives "
              + given);
    }
    return query.as(columns.get(0), columns.subList(1, given).toArray(String[]::new));
  }

  private RefusedSql refusal(Statement statement, Throwable e) {
    return new RefusedSql(Complaint.of(statement, e, names), e);
  }

  private TableEnvironmentImpl internal() {
    return (TableEnvironmentImpl) tables;
  }

  /** Flink's own. */
  public StreamTableEnvironment tables() {
    return tables;
  }
}
