package io.millrace.flink;

import io.millrace.application.catalogue.Policies;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.flink.sql.Columns;
import io.millrace.flink.sql.RefusedSql;
import io.millrace.flink.sql.SqlSession;
import io.millrace.flink.sql.Statement;
import io.millrace.flink.sql.StreamTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;

/**
 * Runs a script of SQL over files, in this process. Each stream that has a file is a table of its
 * name, with the columns of {@link StreamTable}: the events that are on time, each once, and of
 * products the last record of each. The tables are bounded, so that a query may sort and count as
 * it likes and every row of its result is final.
 */
public final class SqlJob {
  private static final Pattern PREAMBLE = Pattern.compile("^SQL (validation|parse) failed\\.\\s*");
  private static final Pattern EPILOGUE =
      Pattern.compile("[.\\s]*(Was expecting one of:.*|\\R\\s*\\R.*)?$", Pattern.DOTALL);
  private static final Pattern NO_TABLE = Pattern.compile("Object '.*' not found");

  private final StreamExecutionEnvironment environment;
  private final SqlSession session;
  private final List<String> names = new ArrayList<>();

  private SqlJob(Configuration configuration, int parallelism) {
    environment = StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
    session = new SqlSession(environment);
  }

  /**
   * Starts the last query of a script; the views before it are made, the queries before it are only
   * checked.
   *
   * @param inputs the file of each stream that has one; at least one
   * @throws RefusedSql if the script is not right
   */
  public static SqlAnswer start(
      Map<Stream, Path> inputs,
      List<Statement> script,
      Policies policies,
      WireFormat wire,
      int parallelism,
      Configuration configuration) {
    SqlJob job = new SqlJob(configuration, parallelism);
    List<RecordSource> sources = new ArrayList<>();
    inputs.forEach((stream, file) -> sources.add(new FileRecords(stream, file)));
    MillraceJob.gates(job.environment, sources, new JobSpec(policies, false, wire))
        .forEach((stream, events) -> job.register(stream, events, policies));
    return job.run(script);
  }

  private void register(Stream stream, DataStream<StreamEvent> onTime, Policies policies) {
    Columns columns = StreamTable.of(stream);
    DataStream<Row> rows =
        onTime
            .transform(
                "rows of " + stream.id(),
                columns.rows(),
                new OnceOperator(stream, policies.outOfOrderness()))
            .uid("rows-" + stream.id())
            .setParallelism(onTime.getParallelism());
    session.register(stream.id(), rows, columns);
    names.add(stream.id());
  }

  private SqlAnswer run(List<Statement> script) {
    try {
      return new SqlAnswer(session.run(script).execute());
    } catch (RuntimeException e) { // of many kinds, all of them about the script
      throw new RefusedSql(complaint(e), e);
    }
  }

  /** What the planner says, without what it expected instead and without its plans. */
  private String complaint(RuntimeException e) {
    String message = PREAMBLE.matcher(String.valueOf(e.getMessage())).replaceFirst("");
    String complaint = EPILOGUE.matcher(message).replaceFirst("");
    return NO_TABLE.matcher(complaint).find()
        ? complaint + "; the tables are " + String.join(", ", names)
        : complaint;
  }
}
