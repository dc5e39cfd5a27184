package io.millrace.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldType;
import io.millrace.domain.schema.Schema;
import java.io.IOException;
import java.util.List;

/** A record as JSON Schema: what its {@link Schema} says. */
final class RecordSchema {
  private RecordSchema() {}

  /** Writes the schema of a record, which may have more properties than its own. */
  static void write(JsonGenerator json, Schema<?> schema, Json.Content more) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "object");
    json.writeArrayFieldStart("required");
    for (Field field : schema.fields()) {
      if (field.isRequired()) {
        json.writeString(field.name());
      }
    }
    json.writeEndArray();
    json.writeObjectFieldStart("properties");
    for (Field field : schema.fields()) {
      json.writeFieldName(field.name());
      type(json, field.type());
    }
    more.write(json);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void type(JsonGenerator json, FieldType type) throws IOException {
    if (type instanceof FieldType.NestedList list) {
      json.writeStartObject();
      json.writeStringField("type", "array");
      json.writeFieldName("items");
      write(json, list.of(), none -> {});
      json.writeEndObject();
    } else if (type instanceof FieldType.Words words) {
      json.writeStartObject();
      json.writeFieldName("enum");
      List<String> spellings = words.spellings();
      json.writeArray(spellings.toArray(String[]::new), 0, spellings.size());
      json.writeEndObject();
    } else {
      json.writeRawValue(simple(type));
    }
  }

  private static String simple(FieldType type) {
    if (type instanceof FieldType.Time) {
      return "{\"$ref\":\"#/components/schemas/Time\"}";
    }
    if (type instanceof FieldType.Amount) {
      return "{\"$ref\":\"#/components/schemas/Amount\"}";
    }
    if (type instanceof FieldType.Amounts) {
      return "{\"type\":\"object\",\"additionalProperties\":{\"$ref\":\"#/components/schemas/Amount\"}}";
    }
    if (type instanceof FieldType.Text || type instanceof FieldType.Currency) {
      return "{\"type\":\"string\"}";
    }
    if (type instanceof FieldType.Texts) {
      return "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}";
    }
    if (type instanceof FieldType.Measure) {
      return "{\"type\":[\"number\",\"string\"]}";
    }
    if (type instanceof FieldType.Real) {
      return "{\"type\":\"number\"}";
    }
    if (type instanceof FieldType.Count
        || type instanceof FieldType.Whole
        || type instanceof FieldType.Integer32) {
      return "{\"type\":\"integer\"}";
    }
    throw new IllegalArgumentException("no result of the API has a field like " + type);
  }
}
