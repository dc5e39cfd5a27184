package io.millrace.domain.result;

import io.millrace.domain.event.Stream;
import io.millrace.domain.schema.Field;
import io.millrace.domain.schema.FieldWriter;
import io.millrace.domain.schema.Schema;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be read as an event, kept whole.
 *
 * @param reason why, for programs
 * @param field the field at fault, if it was one
 * @param detail why, for people: the field, the value and what is allowed
 * @param raw the record as received
 */
public record Rejection(
    Stream stream, Reason reason, @Nullable String field, String detail, Bytes raw, Origin origin)
    implements Result {
  /** Result {@code rejections}. */
  public static final Schema<Rejection> SCHEMA =
      Schema.<Rejection>written(
          "rejections",
          Rejection::write,
          Field.text("stream").key(),
          Field.word("reason", Reason.values()),
          Field.text("field").optional(),
          Field.text("detail"),
          Field.raw("raw"),
          Field.object(
              "source",
              Origin.FileLine.SCHEMA,
              Origin.ShardRecord.SCHEMA,
              Origin.PartitionRecord.SCHEMA));

  /** Why a record was rejected. The names are stable: others match on them. */
  public enum Reason {
    /** Longer than a record may be. */
    RECORD_TOO_LARGE,
    /** Not UTF-8. */
    INVALID_UTF8,
    /** Not one JSON value by RFC 8259, or one that is nested too deeply. */
    MALFORMED_JSON,
    /** JSON, but not an object. */
    NOT_AN_OBJECT,
    /** A field of the stream stands in the object twice. */
    DUPLICATE_FIELD,
    /** A required field is absent or null. */
    MISSING_FIELD,
    /** A field has a value of another JSON type than it must. */
    WRONG_TYPE,
    /** An identifier that is empty, too long or not Unicode text. */
    INVALID_IDENTIFIER,
    /** A time that is not an instant with seconds, or outside the years 1970 to 9998. */
    INVALID_TIME,
    /** An amount that is not a decimal number, or has too many digits. */
    INVALID_AMOUNT,
    /** A number that is not allowed here. */
    OUT_OF_RANGE,
    /** A word that is none of those allowed. */
    UNKNOWN_VALUE,
    /** An event so far ahead of time that its clock is not believed. */
    AHEAD_OF_TIME,
    /**
     * A line that is not as its mapping says: no CSV of its columns, or no match of its patterns.
     */
    MALFORMED_LINE
  }

  @Override
  public Schema<Rejection> schema() {
    return SCHEMA;
  }

  private void write(FieldWriter out) throws IOException {
    out.text(stream.id()).word(reason).textOrNull(field).text(detail).raw(raw.content());
    origin.write(out);
  }
}
