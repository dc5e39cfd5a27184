package io.millrace.flink.sql;

import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/** Tables over the streams of a job. Its zone is UTC. */
public final class SqlSession {
  private static final Pattern NAMED =
      Pattern.compile(
          "^\\s*create\\s+temporary\\s+view\\s+(`[^`]+`|\\w+)\\s+as\\b", Pattern.CASE_INSENSITIVE);

  private final StreamTableEnvironment tables;

  /** A session in the mode of its environment, streaming or batch. */
  public SqlSession(StreamExecutionEnvironment environment) {
    tables = StreamTableEnvironment.create(environment);
    tables.getConfig().setLocalTimeZone(ZoneOffset.UTC);
  }

  /** Makes a table of rows. */
  public void register(String name, DataStream<Row> rows, Columns columns) {
    tables.createTemporaryView(name, rows, columns.schema());
  }

  /** Makes the views of a script, checks its queries, and gives the last of them. */
  public Table run(List<Statement> script) {
    Table last = null;
    for (Statement statement : script) {
      switch (statement.kind()) {
        case VIEW -> view(statement);
        case QUERY -> last = tables.sqlQuery(statement.text());
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

  /** Flink's own. */
  public StreamTableEnvironment tables() {
    return tables;
  }
}
