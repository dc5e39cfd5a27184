package io.millrace.flink.sql;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/** Tables over the streams of a job. Its zone is UTC. */
public final class SqlSession {
  private static final Pattern NAMED =
      Pattern.compile(
          "^\\s*create\\s+temporary\\s+view\\s+(`[^`]+`|\\w+)\\s+as\\b", Pattern.CASE_INSENSITIVE);

  /** What Flink says when a query that it has planned does not become a running job. */
  private static final String NOT_STARTED = "Failed to execute sql";

  private final StreamTableEnvironment tables;
  private final List<String> names = new ArrayList<>();

  /** A session in the mode of its environment, streaming or batch. */
  public SqlSession(StreamExecutionEnvironment environment) {
    tables = StreamTableEnvironment.create(environment);
    tables.getConfig().setLocalTimeZone(ZoneOffset.UTC);
  }

  /** Makes a table of rows. */
  public void register(String name, DataStream<Row> rows, Columns columns) {
    tables.createTemporaryView(name, rows, columns.schema());
    names.add(name);
  }

  /**
   * Makes the views of a script, checks its queries, and starts the last of them.
   *
   * @throws RefusedSql if Flink does not take a statement
   * @throws ExecutionException if the query is right, but could not be started
   */
  public TableResult start(List<Statement> script) throws ExecutionException {
    Table query = run(script);
    try {
      return query.execute();
    } catch (RuntimeException | AssertionError e) {
      if (e instanceof TableException && NOT_STARTED.equals(e.getMessage())) {
        throw new ExecutionException("the query could not be started", e);
      }
      throw refusal(script.get(script.size() - 1), e);
    }
  }

  /**
   * Makes the views of a script, checks its queries, and gives the last of them.
   *
   * @throws RefusedSql if Flink does not take a statement
   */
  public Table run(List<Statement> script) {
    Table last = null;
    for (Statement statement : script) {
      try {
        switch (statement.kind()) {
          case VIEW -> view(statement);
          case QUERY -> last = tables.sqlQuery(statement.text());
        }
      } catch (RuntimeException | AssertionError e) { // of many kinds, all about the statement
        throw refusal(statement, e);
      }
    }
    if (last == null) {
      throw new IllegalArgumentException("a script without a query");
    }
    return last;
  }

  /**
   * Makes a view of a table rather than of a text, as Flink writes the text of a pattern anew and
   * cannot read it then.
   */
  private void view(Statement statement) {
    Matcher named = NAMED.matcher(statement.text());
    if (named.find()) {
      String query = statement.text().substring(named.end());
      String before = named.group().replaceAll("\\S", " ");
      tables.createTemporaryView(named.group(1), tables.sqlQuery(before + query));
    } else { // with names for its columns, or a comment
      tables.executeSql(statement.text());
    }
  }

  private RefusedSql refusal(Statement statement, Throwable e) {
    return new RefusedSql(Complaint.of(statement, e, names), e);
  }

  /** Flink's own. */
  public StreamTableEnvironment tables() {
    return tables;
  }
}
