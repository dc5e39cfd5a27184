package io.millrace.flink.sql;

import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldType;
import io.millrace.domain.schema.Role;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.Row;

/** The columns of a table that is made of a stream of rows, in their order. */
public final class RowSchema {
  /** The column of the event time, by which windows and patterns go. */
  public static final String EVENT_TIME = "event_time";

  /** Whatever an amount can be: 18 digits before the point, or 4 behind it. */
  private static final DataType AMOUNT = DataTypes.DECIMAL(22, 4);

  private final Schema.Builder schema = Schema.newBuilder();
  private final List<String> names = new ArrayList<>();
  private final List<TypeInformation<?>> types = new ArrayList<>();

  /** The column of a field: text, where the field is neither a number nor a time nor a flag. */
  RowSchema field(Field field) {
    String name = field.name();
    FieldType type = field.type();
    if (type instanceof FieldType.Integer32) {
      return integer(name);
    } else if (type instanceof FieldType.Real) {
      return real(name);
    } else if (type instanceof FieldType.Flag) {
      return flag(name);
    } else if (type instanceof FieldType.Amount) {
      return amount(name);
    }
    if (type instanceof FieldType.Time) {
      return field.is(Role.TIME) ? time() : column(name, DataTypes.TIMESTAMP_LTZ(3), Types.INSTANT);
    }
    return text(name);
  }

  /** Text; null where it is absent. */
  public RowSchema text(String name) {
    return column(name, DataTypes.STRING(), Types.STRING);
  }

  /** An integer of 32 bits. */
  public RowSchema integer(String name) {
    return column(name, DataTypes.INT(), Types.INT);
  }

  /** A double. */
  public RowSchema real(String name) {
    return column(name, DataTypes.DOUBLE(), Types.DOUBLE);
  }

  /** True or false. */
  public RowSchema flag(String name) {
    return column(name, DataTypes.BOOLEAN(), Types.BOOLEAN);
  }

  /** An exact amount. */
  public RowSchema amount(String name) {
    return column(name, AMOUNT, Types.BIG_DEC);
  }

  /** The event time. The stream's watermarks are the table's. */
  public RowSchema time() {
    column(EVENT_TIME, DataTypes.TIMESTAMP_LTZ(3), Types.INSTANT);
    schema.watermark(EVENT_TIME, "SOURCE_WATERMARK()");
    return this;
  }

  /** The schema of the table. */
  public Schema schema() {
    return schema.build();
  }

  /** The type of the rows. */
  public TypeInformation<Row> rows() {
    return Types.ROW_NAMED(names.toArray(String[]::new), types.toArray(TypeInformation[]::new));
  }

  private RowSchema column(String name, DataType type, TypeInformation<?> java) {
    schema.column(name, type);
    names.add(name);
    types.add(java);
    return this;
  }
}
