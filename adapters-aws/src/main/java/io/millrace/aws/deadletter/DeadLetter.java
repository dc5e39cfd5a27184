package io.millrace.aws.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.aws.result.ContentHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

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

  private void writeRecord(JsonGenerator json) throws IOException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(record)).toString();
      json.writeStringField("raw", text);
    } catch (CharacterCodingException e) {
      json.writeStringField("raw_base64", Base64.getEncoder().encodeToString(record));
    }
  }
}
