package io.millrace.application.wire;

import io.millrace.domain.result.Origin;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A record as received, without its line end.
 *
 * @param bytes not to be changed by anyone
 * @param before how many bytes stand before it in the place that the origin names; 0 unless several
 *     records share that
 * @param trace the trace that the record belongs to, if the transport says so; no decision depends
 *     on it
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough: records are never compared
public record RawRecord(byte[] bytes, long before, Origin origin, @Nullable String trace) {
  /** The longest record that is read: 10 MiB, the most that a Kinesis record can hold. */
  public static final int MAX_BYTES = 10 * 1024 * 1024;

  /** A record that is alone in its place and belongs to no trace. */
  public RawRecord(byte[] bytes, Origin origin) {
    this(bytes, origin, null);
  }

  /** A record that is alone in its place. */
  public RawRecord(byte[] bytes, Origin origin, @Nullable String trace) {
    this(bytes, 0, origin, trace);
  }

  /** Some of these bytes, as a record of its own in the same place. */
  public RawRecord part(int from, int to) {
    return new RawRecord(Arrays.copyOfRange(bytes, from, to), before + from, origin, trace);
  }
}
