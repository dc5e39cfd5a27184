package io.millrace.flink.sql;

import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.money.Currency;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldType;
import io.millrace.domain.schema.FieldValues;
import io.millrace.domain.schema.Role;
import io.millrace.domain.schema.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * The table of a stream: which columns it has, and how an event becomes a row. The columns are the
 * fields of the stream's records, under the same names, but for those by which records are dropped.
 * Where nothing in a record tells it from all others, the id that it was given stands before them.
 */
public final class StreamTable {
  private final Schema<? extends StreamEvent> schema;
  private final boolean idIsGiven;

  /** The table of a stream. */
  public StreamTable(Stream stream) {
    schema = stream.schema();
    idIsGiven = !stream.isReference() && schema.fields(Role.ID).isEmpty();
  }

  /** The columns. Only reference data has no time, which is the last column. */
  public RowSchema columns() {
    RowSchema columns = new RowSchema();
    if (idIsGiven) {
      columns.text("event_id");
    }
    schema.fields().stream().filter(StreamTable::isColumn).forEach(columns::field);
    return columns;
  }

  /** What copies of an event share beside its time and its id. */
  public String keyOf(StreamEvent event) {
    int key = schema.fields().indexOf(schema.fields(Role.KEY).get(0));
    return (String) Objects.requireNonNull(valuesOf(event).get(key));
  }

  /** An event as a row. */
  public Row rowOf(StreamEvent event) {
    List<@Nullable Object> cells = new ArrayList<>();
    if (idIsGiven) {
      cells.add(event.eventId());
    }
    List<@Nullable Object> values = valuesOf(event);
    for (int i = 0; i < values.size(); i++) {
      Field field = schema.fields().get(i);
      if (isColumn(field)) {
        cells.add(cell(field.type(), values.get(i)));
      }
    }
    return Row.of(cells.toArray());
  }

  private static boolean isColumn(Field field) {
    return !field.is(Role.DROPS);
  }

  @SuppressWarnings("unchecked") // the events of a stream are of its schema
  private List<@Nullable Object> valuesOf(StreamEvent event) {
    return FieldValues.of((Schema<StreamEvent>) schema, event);
  }

  private static @Nullable Object cell(FieldType type, @Nullable Object value) {
    if (type instanceof FieldType.TwoWords words) {
      return Boolean.TRUE.equals(value) ? words.ofTrue() : words.ofFalse();
    } else if (type instanceof FieldType.Time && value instanceof Long ms) {
      return Instant.ofEpochMilli(ms);
    } else if (value instanceof Enum<?> word) {
      return word.name();
    } else if (value instanceof Currency currency) {
      return currency.code();
    }
    return value;
  }
}
