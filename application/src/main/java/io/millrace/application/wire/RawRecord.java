package io.millrace.application.wire;

import io.millrace.domain.result.Source;

/**
 * A record as received, without its line end.
 *
 * @param bytes not to be changed by anyone
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough: records are never compared
public record RawRecord(byte[] bytes, Source source) {
  /** The longest record that is read: 10 MiB, the most that a Kinesis record can hold. */
  public static final int MAX_BYTES = 10 * 1024 * 1024;
}
