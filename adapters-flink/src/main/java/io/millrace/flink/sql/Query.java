package io.millrace.flink.sql;

import io.millrace.domain.kernel.Event;
import io.millrace.domain.result.Result;
import java.io.Serializable;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;

/**
 * A decision in SQL: the table that it reads, the script that decides, and what its rows mean.
 *
 * @param <E> what the decision takes of its stream
 */
public interface Query<E extends Event> extends Serializable {
  /** The name of the table. */
  String table();

  /** The columns of the table. */
  RowSchema columns();

  /** The row of an event of a key. The table holds each event once. */
  Row row(String key, E event);

  /** The script, with the policy's numbers in it. */
  String script();

  /** The result that a row of the script's query is. */
  Result result(Row row);

  /** Makes the functions known that the script calls. */
  default void register(TableEnvironment tables) {}
}
