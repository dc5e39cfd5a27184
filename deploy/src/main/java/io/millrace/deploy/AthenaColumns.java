package io.millrace.deploy;

import io.millrace.application.wire.ResultType;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldType;
import io.millrace.domain.schema.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The columns of results in Athena, by name with Hive's types, in the order of the records' fields.
 * Times and amounts are texts, as they are in the records: {@code from_iso8601_timestamp} and
 * {@code CAST(... AS DECIMAL(18, 4))} read them, and no amount passes through a binary float.
 */
final class AthenaColumns {
  private AthenaColumns() {}

  static Map<String, String> of(ResultType type) {
    return of(type.schema());
  }

  private static Map<String, String> of(Schema<?> schema) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (Field field : schema.fields()) {
      columns.put(field.name(), type(field.type()));
      if (field.type() instanceof FieldType.Raw) {
        columns.put(field.name() + "_base64", type(field.type()));
      }
    }
    return columns;
  }

  private static String type(FieldType type) {
    if (type instanceof FieldType.Count
        || type instanceof FieldType.Whole
        || type instanceof FieldType.Integer32) {
      return "bigint";
    } else if (type instanceof FieldType.Real) {
      return "double";
    } else if (type instanceof FieldType.Flag) {
      return "boolean";
    } else if (type instanceof FieldType.Texts) {
      return "array<string>";
    } else if (type instanceof FieldType.Amounts) {
      return "map<string,string>";
    } else if (type instanceof FieldType.NestedList records) {
      return of(records.of()).entrySet().stream()
          .map(column -> column.getKey() + ":" + column.getValue())
          .collect(Collectors.joining(",", "array<struct<", ">>"));
    }
    return "string"; // numbers of several kinds, and whole records, too
  }
}
