package io.millrace.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes JSON. Stored results go in as the bytes that they are, neither read nor copied. */
final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  private Json() {}

  /** Something that can be written. */
  @FunctionalInterface
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  /** An object with some fields. */
  static byte[] object(Content fields) {
    return value(
        json -> {
          json.writeStartObject();
          fields.write(json);
          json.writeEndObject();
        });
  }

  /** One value. */
  static byte[] value(Content value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      value.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return out.toByteArray();
  }

  /** An object that is JSON already, and has fields, with one more field at its end. */
  static byte[] with(byte[] object, String name, byte[] value) {
    byte[] field = (",\"" + name + "\":").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out =
        new ByteArrayOutputStream(object.length + field.length + value.length);
    out.write(object, 0, object.length - 1);
    out.writeBytes(field);
    out.writeBytes(value);
    out.write('}');
    return out.toByteArray();
  }

  /** A field whose value is JSON already. */
  static void rawField(JsonGenerator json, String name, byte[] value) throws IOException {
    json.writeFieldName(name);
    raw(json, value);
  }

  /** A field with an array of values that are JSON already. */
  static void rawField(JsonGenerator json, String name, List<byte[]> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (byte[] value : values) {
      raw(json, value);
    }
    json.writeEndArray();
  }

  private static void raw(JsonGenerator json, byte[] value) throws IOException {
    json.writeRawValue(""); // what stands before a value
    json.flush();
    ((OutputStream) json.getOutputTarget()).write(value);
  }
}
