package io.millrace.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.millrace.application.wire.RawRecord;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * JSON as RFC 8259 has it, and nothing else: no detection of other encodings, no byte-order mark,
 * no leniency. Names, strings and numbers may be as long as a record; only nesting has a bound, so
 * that a record cannot cost memory that grows faster than its size. Keeps a parser, so an instance
 * is for one thread.
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

  private static final RecordParser.Factory SHARED = newFactory();

  /** The parser of the last small record, if that was read to its end. */
  private @Nullable RecordParser idle;

  /** A parser of a record in valid UTF-8, to be given back after use. */
  RecordParser parserOf(byte[] utf8) {
    if (utf8.length > MAX_BYTES_TO_SHARE_NAMES) {
      return newFactory().parserOf(utf8);
    }
    RecordParser parser = idle;
    if (parser == null) {
      return SHARED.parserOf(utf8);
    }
    idle = null;
    parser.set(utf8);
    return parser;
  }

  /** Keeps the parser for the next record if it can read one more. */
  void giveBack(RecordParser parser, byte[] utf8) throws IOException {
    if (utf8.length <= MAX_BYTES_TO_SHARE_NAMES && parser.isAtEnd() && !parser.isFull()) {
      idle = parser;
    } else {
      parser.close();
    }
  }

  private static RecordParser.Factory newFactory() {
    StreamReadConstraints asLongAsARecord =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNameLength(RawRecord.MAX_BYTES)
            .maxStringLength(RawRecord.MAX_BYTES)
            .maxNumberLength(RawRecord.MAX_BYTES)
            .build();
    JsonFactoryBuilder settings = new JsonFactoryBuilder();
    settings
        .streamReadConstraints(asLongAsARecord)
        .disable(JsonFactory.Feature.CHARSET_DETECTION)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        // Colliding names slow a record down; they are no reason to refuse it.
        .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW);
    return new RecordParser.Factory(settings);
  }
}
