package io.millrace.flink.job;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.catalogue.JobSpec;
import io.millrace.application.catalogue.OutOfOrderness;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.policy.Policies;
import io.millrace.flink.local.Loopback;
import io.millrace.flink.sources.FileRecords;
import io.millrace.flink.sources.RecordSource;
import io.millrace.flink.sql.RefusedSql;
import io.millrace.flink.sql.RowSchema;
import io.millrace.flink.sql.SqlSession;
import io.millrace.flink.sql.StreamTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
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
  private final StreamExecutionEnvironment environment;
  private final SqlSession session;

  private SqlJob(Configuration configuration, int parallelism) {
    environment = Loopback.environment(parallelism, configuration);
    environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
    environment.getConfig().setAutoWatermarkInterval(0); // the last watermark is enough
    session = new SqlSession(environment);
  }

  /**
   * Starts the last query of a script; the views before it are made, the queries before it are only
   * checked.
   *
   * @param inputs the file of each stream that has one; at least one
   * @throws RefusedSql if the script is not right
   * @throws ExecutionException if it is right, but could not be started
   */
  public static SqlAnswer start(
      Map<Stream, Path> inputs,
      String script,
      Policies policies,
      WireFormat wire,
      int parallelism,
      Configuration configuration)
      throws ExecutionException {
    SqlJob job = new SqlJob(configuration, parallelism);
    List<RecordSource> sources = new ArrayList<>();
    inputs.forEach((stream, file) -> sources.add(new FileRecords(stream, file)));
    MillraceJob.gates(
            job.environment, sources, new JobSpec(new Catalogue(List.of()), policies, wire))
        .forEach((stream, events) -> job.register(stream, events, policies));
    return new SqlAnswer(List.copyOf(inputs.keySet()), job.session.start(script));
  }

  private void register(Stream stream, DataStream<StreamEvent> onTime, Policies policies) {
    RowSchema columns = new StreamTable(stream).columns();
    DataStream<Row> rows =
        onTime
            .transform(
                "rows of " + stream.id(),
                columns.rows(),
                new DedupOperator(stream, policies.of(OutOfOrderness.SECTION)))
            .uid("rows-" + stream.id())
            .setParallelism(onTime.getParallelism());
    session.register(stream.id(), rows, columns);
  }
}
