package io.millrace.aws.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.domain.kernel.ContentHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * A record that a sink could not write, and why.
 *
 * @param sink the kind of sink: {@code kinesis}
 * @param target the stream, topic or table that it was meant for
 * @param type the result's name: {@code alerts}
 * @param detail one sentence for people, without the record
 * @param attempts how often it was sent; 0 if never
 * @param id the record's id, which follows from its content
 * @param record the record, whole; not to be changed by anyone
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough: letters are never compared
public record DeadLetter(
    String sink,
    String target,
    String type,
    Reason reason,
    String detail,
    int attempts,
    String id,
    byte[] record) {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** Why a record could not be written. Stable: programs may rely on the names. */
  public enum Reason {
    /** Larger than the service takes. */
    TOO_LARGE,
    /** The service has said that it will never take this record. */
    REFUSED,
    /** The service has not taken it in as many attempts as the sink makes. */
    ATTEMPTS_EXHAUSTED
  }

  /**
   * The same for the same record, sink and target, whatever the reason: 32 hexadecimal digits, fit
   * for the name of a file.
   */
  public String name() {
    return ContentHash.of(String.join("\n", sink, target, type, id));
  }

  /**
   * The letter as one JSON object on one line, without a line end. The record stands in {@code raw}
   * as text, or in {@code raw_base64} where it is not UTF-8.
   */
  public byte[] json() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(record.length + 512);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("sink", sink);
      json.writeStringField("target", target);
      json.writeStringField("type", type);
      json.writeStringField("reason", reason.name());
      json.writeStringField("detail", detail);
      json.writeNumberField("attempts", attempts);
      json.writeStringField("id", id);
      writeRecord(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #json} has written; fields that it does not know are left out.
   *
   * @throws IllegalArgumentException saying what is missing or wrong
   */
  public static DeadLetter read(byte[] json) {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser in = FACTORY.createParser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("is not a JSON object");
      }
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        if (in.nextToken().isScalarValue()) {
          fields.put(name, in.getText());
        } else {
          in.skipChildren();
        }
      }
      return of(fields);
    } catch (IOException e) {
      throw new IllegalArgumentException("is not valid JSON: " + e.getMessage(), e);
    }
  }

  private static DeadLetter of(Map<String, String> fields) {
    String raw = fields.get("raw");
    byte[] record =
        raw == null
            ? Base64.getDecoder().decode(required(fields, "raw_base64"))
            : raw.getBytes(StandardCharsets.UTF_8);
    return new DeadLetter(
        required(fields, "sink"),
        required(fields, "target"),
        required(fields, "type"),
        Reason.valueOf(required(fields, "reason")),
        required(fields, "detail"),
        Integer.parseInt(required(fields, "attempts")),
        required(fields, "id"),
        record);
  }

  private static String required(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("has no field " + name);
    }
    return value;
  }

  private void writeRecord(JsonGenerator json) throws IOException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(record)).toString();
      json.writeStringField("raw", text);
    } catch (CharacterCodingException e) {
      json.writeStringField("raw_base64", Base64.getEncoder().encodeToString(record));
    }
  }
}
