package io.millrace.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of plain values as JSON: text, numbers, truth values, bytes in base64, lists, maps
 * and null. Exact decimals are strings, as amounts are in results.
 */
public final class JsonRows {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private JsonRows() {}

  /** Writes an object with a field for each column, on one line, and a line feed. */
  public static void write(List<String> columns, List<? extends @Nullable Object> row, Writer out)
      throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      for (int i = 0; i < columns.size(); i++) {
        json.writeFieldName(columns.get(i));
        value(row.get(i), json);
      }
      json.writeEndObject();
    }
    out.write('\n');
  }

  /** One value. */
  public static String text(@Nullable Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      value(value, json);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return text.toString();
  }

  private static void value(@Nullable Object value, JsonGenerator json) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof BigDecimal decimal) {
      json.writeString(decimal.toPlainString());
    } else if (value instanceof Double real) {
      json.writeNumber(real); // what is no number becomes a string
    } else if (value instanceof Float real) {
      json.writeNumber(real);
    } else if (value instanceof Number integer) {
      json.writeNumber(integer.longValue());
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof byte[] bytes) {
      json.writeBinary(bytes);
    } else if (value instanceof List<?> list) {
      array(list, json);
    } else if (value instanceof Map<?, ?> map) {
      object(map, json);
    } else {
      json.writeString(value.toString());
    }
  }

  private static void array(List<?> list, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (Object one : list) {
      value(one, json);
    }
    json.writeEndArray();
  }

  private static void object(Map<?, ?> map, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> field : map.entrySet()) {
      json.writeFieldName(String.valueOf(field.getKey()));
      value(field.getValue(), json);
    }
    json.writeEndObject();
  }
}
