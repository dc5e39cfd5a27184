package io.millrace.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.result.Rejection.Reason;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a record as a whole, in words. */
final class RecordFaults {
  private static final int MAX_MESSAGE_CODE_POINTS = 200;

  private RecordFaults() {}

  /** The fault of bytes that are not worth parsing, or null. */
  static @Nullable Fault ofBytes(byte[] bytes) {
    if (bytes.length > RawRecord.MAX_BYTES) {
      return Fault.ofRecord(
          Reason.RECORD_TOO_LARGE, "the record is larger than %,d bytes", RawRecord.MAX_BYTES);
    }
    int at = StrictUtf8.firstFault(bytes);
    return at < 0
        ? null
        : Fault.ofRecord(
            Reason.INVALID_UTF8,
            "the record has 0x%02X at byte %d, where it is not UTF-8",
            bytes[at],
            at + 1);
  }

  static Fault empty() {
    return malformed("it is empty");
  }

  static Fault notAnObject(JsonValue value) throws IOException {
    return Fault.ofRecord(
        Reason.NOT_AN_OBJECT, "the record is %s, must be a JSON object", value.shown());
  }

  static Fault moreThanOneValue() {
    return malformed(
        String.format(
            Locale.ROOT,
            "what follows its first value is no object, or makes more than %,d of them",
            JsonObjects.MOST));
  }

  static Fault nestedTooDeeply() {
    return malformed("it is nested deeper than " + JsonSyntax.MAX_DEPTH + " levels");
  }

  /** The parser's own words, but for those that would mislead. */
  static Fault malformed(JsonProcessingException e) {
    char[] words = reworded(e.getOriginalMessage()).toCharArray();
    String excerpt = Excerpt.of(words, 0, words.length, MAX_MESSAGE_CODE_POINTS);
    return malformed("near byte " + e.getLocation().getByteOffset() + ": " + excerpt);
  }

  /** Leaves out the account of where the enclosing object started. */
  private static String reworded(String message) {
    int source = message.indexOf(" at [Source");
    int account = source < 0 ? -1 : message.lastIndexOf(" (", source);
    return account < 0 ? message : message.substring(0, account);
  }

  private static Fault malformed(String complaint) {
    return new Fault(
        Reason.MALFORMED_JSON,
        null,
        "the record must be one JSON object by RFC 8259, but " + complaint);
  }
}
