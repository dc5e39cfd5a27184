package io.millrace.application.wire;

import io.millrace.domain.result.Source;
import org.jspecify.annotations.Nullable;

/**
 * A record as received, without its line end.
 *
 * @param bytes not to be changed by anyone
 * @param trace the trace that the record belongs to, if the transport says so; no decision depends
 *     on it
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough: records are never compared
public record RawRecord(byte[] bytes, Source source, @Nullable String trace) {
  /** The longest record that is read: 10 MiB, the most that a Kinesis record can hold. */
  public static final int MAX_BYTES = 10 * 1024 * 1024;

  /** A record that belongs to no trace. */
  public RawRecord(byte[] bytes, Source source) {
    this(bytes, source, null);
  }
}
