package io.millrace.flink.access;

import java.time.Instant;
import java.util.Arrays;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.FunctionHint;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.types.Row;

/**
 * {@code evidence(event_id, event_time)}: the events of a match, in the order of the match. SQL's
 * own {@code ARRAY_AGG} promises none.
 */
@FunctionHint(output = @DataTypeHint(Evidence.TYPE))
public final class Evidence extends AggregateFunction<Row[], Evidence.Events> {
  static final String TYPE = "ARRAY<ROW<event_id STRING, event_time TIMESTAMP_LTZ(3)>>";
  private static final long serialVersionUID = 1;

  /** The events so far. */
  public static final class Events {
    /** Each with its id and its time. */
    @DataTypeHint(TYPE)
    public Row[] rows = {};
  }

  @Override
  public Events createAccumulator() {
    return new Events();
  }

  /** Adds an event; found by Flink by its name. */
  public void accumulate(
      Events events, String eventId, @DataTypeHint("TIMESTAMP_LTZ(3)") Instant eventTime) {
    events.rows = Arrays.copyOf(events.rows, events.rows.length + 1);
    events.rows[events.rows.length - 1] = Row.of(eventId, eventTime);
  }

  @Override
  public Row[] getValue(Events events) {
    return events.rows;
  }
}
