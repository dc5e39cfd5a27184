package io.millrace.flink.job;

import io.millrace.application.gate.ReadCounts;
import io.millrace.domain.event.Stream;
import io.millrace.domain.kernel.UtcTime;
import io.millrace.flink.gate.GateFunction;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a query gives, as they come.
 *
 * <p>Values are plain: text, numbers, truth values, bytes, lists, maps by text, and null. Times are
 * text as results write them; those without a time zone are in UTC.
 */
public final class SqlAnswer implements Iterator<List<@Nullable Object>>, Closeable {
  private final List<String> columns;
  private final CloseableIterator<Row> rows;
  private final JobClient client;
  private final Collection<Stream> streams;

  SqlAnswer(Collection<Stream> streams, TableResult result) {
    this.streams = streams;
    columns = result.getResolvedSchema().getColumnNames();
    rows = result.collect();
    client = result.getJobClient().orElseThrow();
  }

  /** The names of the columns. */
  public List<String> columns() {
    return columns;
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public List<@Nullable Object> next() {
    return values(rows.next());
  }

  /** Tells of the records that are read, until all are or the query has failed. */
  public void report(ProgressListener listener) throws ExecutionException, InterruptedException {
    RunningJob.of(client).await(listener);
  }

  /** What became of the records of each stream that was read; waits until the query has ended. */
  public Map<Stream, ReadCounts> counts() throws ExecutionException, InterruptedException {
    return GateFunction.read(
        streams, client.getJobExecutionResult().get().getAllAccumulatorResults());
  }

  /** Ends the query if it has not ended. */
  @Override
  public void close() throws IOException {
    try {
      rows.close();
    } catch (Exception e) {
      throw new IOException("the query could not be ended: " + e.getMessage(), e);
    }
  }

  private static List<@Nullable Object> values(Row row) {
    List<@Nullable Object> values = new ArrayList<>(row.getArity());
    for (int i = 0; i < row.getArity(); i++) {
      values.add(plain(row.getField(i)));
    }
    return values;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Instant time) {
      return text(time);
    } else if (value instanceof LocalDateTime time) {
      return text(time.toInstant(ZoneOffset.UTC));
    } else if (value instanceof Row row) {
      return byName(row);
    } else if (value instanceof Object[] array) {
      return Arrays.stream(array).map(SqlAnswer::plain).toList();
    } else if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      map.forEach((key, one) -> plain.put(String.valueOf(plain(key)), plain(one)));
      return plain;
    }
    return isPlain(value) ? value : String.valueOf(value);
  }

  private static boolean isPlain(@Nullable Object value) {
    return value == null
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof byte[];
  }

  private static Map<String, @Nullable Object> byName(Row row) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    int position = 0;
    for (String name : row.getFieldNames(true)) {
      values.put(name, plain(row.getField(position++)));
    }
    return values;
  }

  private static String text(Instant time) {
    boolean inMillis = time.equals(time.truncatedTo(ChronoUnit.MILLIS));
    return inMillis ? UtcTime.format(time.toEpochMilli()) : time.toString();
  }
}
