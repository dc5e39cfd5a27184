package io.millrace.bootstrap.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.files.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a rejection says of the record that it is about.
 *
 * @param record as it was received; not to be changed by anyone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RejectedRecord(String stream, byte[] record) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Reads a rejection.
   *
   * @throws UsageException if it is none
   */
  static RejectedRecord read(byte[] json) {
    String stream = null;
    byte[] record = null;
    try (JsonParser in = JSON.createParser(json)) {
      if (in.nextToken() == JsonToken.START_OBJECT) {
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
          in.nextToken();
          switch (name) {
            case "stream" -> stream = in.getText();
            case "raw" -> record = in.getText().getBytes(StandardCharsets.UTF_8);
            case "raw_base64" -> record = Base64.getDecoder().decode(in.getText());
            default -> in.skipChildren();
          }
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw none(json, e);
    }
    if (stream == null || record == null) {
      throw none(json, null);
    }
    return new RejectedRecord(stream, record);
  }

  private static UsageException none(byte[] json, @Nullable Exception cause) {
    String text = new String(json, StandardCharsets.UTF_8);
    UsageException refusal =
        new UsageException(
            "this is no rejection, with its stream and its record: "
                + text.substring(0, Math.min(200, text.length())));
    if (cause != null) {
      refusal.initCause(cause);
    }
    return refusal;
  }
}
