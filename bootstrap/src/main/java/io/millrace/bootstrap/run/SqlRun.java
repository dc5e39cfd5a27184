package io.millrace.bootstrap.run;

import io.millrace.application.backfill.Backfill;
import io.millrace.application.gate.ReadCounts;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Stream;
import io.millrace.domain.policy.Policies;
import io.millrace.files.InputFolder;
import io.millrace.files.UsageException;
import io.millrace.flink.job.SqlAnswer;
import io.millrace.flink.job.SqlJob;
import io.millrace.flink.sql.RefusedSql;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.jspecify.annotations.Nullable;

/** A script of SQL over a folder of streams. */
public final class SqlRun implements Closeable {
  /** For sorts and joins; what does not fit goes to the folder for temporary files. */
  private static final MemorySize WORKING = MemorySize.ofMebiBytes(256);

  private final SqlAnswer answer;
  private final Thread reporting;

  private SqlRun(SqlAnswer answer, Backfill.Progress progress) {
    this.answer = answer;
    reporting = new Thread(() -> report(answer, progress), "progress");
    reporting.setDaemon(true);
    reporting.start();
  }

  /**
   * Starts the script; the rows of its last query come as they are asked for.
   *
   * @param wire how the input is read
   * @param file names the script in errors
   * @throws UsageException if the script is not right
   */
  public static SqlRun start(
      InputFolder input,
      WireFormat wire,
      Path file,
      String script,
      Policies policies,
      int parallelism,
      Backfill.Progress progress)
      throws IOException {
    try {
      return new SqlRun(
          SqlJob.start(input.files(), script, policies, wire, parallelism, local()), progress);
    } catch (RefusedSql e) {
      throw new UsageException(file + ": " + e.getMessage());
    } catch (ExecutionException e) {
      throw new IOException(e.getMessage() + ": " + Causes.rootOf(e), e);
    }
  }

  /** The names of the columns. */
  public List<String> columns() {
    return answer.columns();
  }

  /** The values of the next row, or null at the end. */
  public @Nullable List<@Nullable Object> next() throws IOException {
    try {
      return answer.hasNext() ? answer.next() : null;
    } catch (RuntimeException e) {
      throw new IOException("the query failed: " + Causes.rootOf(e), e);
    }
  }

  /** What became of the records of each stream that was read, once there are no more rows. */
  public Map<Stream, ReadCounts> counts() throws IOException, InterruptedException {
    try {
      return answer.counts();
    } catch (ExecutionException e) {
      throw new IOException("the query failed: " + Causes.rootOf(e), e);
    }
  }

  @Override
  public void close() throws IOException {
    reporting.interrupt();
    answer.close();
  }

  private static void report(SqlAnswer answer, Backfill.Progress progress) {
    try {
      answer.report(progress::read);
    } catch (ExecutionException | IllegalStateException ended) {
      return; // whoever asks for rows hears how
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static Configuration local() {
    Configuration configuration = FolderRun.local();
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, WORKING);
    return configuration;
  }
}
