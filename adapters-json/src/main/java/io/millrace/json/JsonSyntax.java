package io.millrace.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.millrace.application.wire.RawRecord;
import java.io.IOException;

/**
 * JSON as RFC 8259 has it, and nothing else: no detection of other encodings, no byte-order mark,
 * no leniency. Names, strings and numbers may be as long as a record; only nesting has a bound, so
 * that a record cannot cost memory that grows faster than its size.
 */
final class JsonSyntax {
  /** How deep objects and arrays may be nested, the record itself included. */
  static final int MAX_DEPTH = StreamReadConstraints.DEFAULT_MAX_DEPTH;

  /**
   * Parsers of one factory share a table of the field names they have met, up to some thousands.
   * Only small records may add to it; a larger one gets a table of its own, else names of megabytes
   * would stay in memory.
   */
  private static final int MAX_BYTES_TO_SHARE_NAMES = 4096;

  private static final JsonFactory SHARED = newFactory();

  private JsonSyntax() {}

  /** A parser of a record in valid UTF-8. */
  static JsonParser parserOf(byte[] utf8) throws IOException {
    JsonFactory factory = utf8.length <= MAX_BYTES_TO_SHARE_NAMES ? SHARED : newFactory();
    return factory.createParser(utf8);
  }

  private static JsonFactory newFactory() {
    StreamReadConstraints asLongAsARecord =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNameLength(RawRecord.MAX_BYTES)
            .maxStringLength(RawRecord.MAX_BYTES)
            .maxNumberLength(RawRecord.MAX_BYTES)
            .build();
    return JsonFactory.builder()
        .streamReadConstraints(asLongAsARecord)
        .disable(JsonFactory.Feature.CHARSET_DETECTION)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        // Colliding names slow a record down; they are no reason to refuse it.
        .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
        .build();
  }
}
