package io.millrace.flink.sql;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.apache.flink.types.Row;

/** What stands in the columns of rows that a query has given; null is never expected. */
public final class Rows {
  private Rows() {}

  /** Text. */
  public static String text(Row row, String column) {
    return (String) value(row, column);
  }

  /** A whole number. */
  public static long count(Row row, String column) {
    return ((Number) value(row, column)).longValue();
  }

  /** A double. */
  public static double real(Row row, String column) {
    return (Double) value(row, column);
  }

  /** A time, with or without a zone, in milliseconds since the epoch; the session is in UTC. */
  public static long timeMs(Row row, String column) {
    Object time = value(row, column);
    return time instanceof LocalDateTime local
        ? local.toInstant(ZoneOffset.UTC).toEpochMilli()
        : ((Instant) time).toEpochMilli();
  }

  /** Anything. */
  public static Object value(Row row, String column) {
    return Objects.requireNonNull(row.getField(column), column);
  }
}
