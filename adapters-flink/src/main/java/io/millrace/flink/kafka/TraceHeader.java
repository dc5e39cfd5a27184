package io.millrace.flink.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The header {@code traceparent} of W3C Trace Context: which trace a record belongs to. */
final class TraceHeader {
  private static final String NAME = "traceparent";

  /** Version 00 has 55; later ones may be longer. */
  private static final int MAX_LENGTH = 256;

  private TraceHeader() {}

  /** The last one that a record has; null if it has none, or one that is no such header. */
  static @Nullable String of(Headers headers) {
    Header header = headers.lastHeader(NAME);
    byte[] value = header == null ? null : header.value();
    if (value == null || value.length == 0 || value.length > MAX_LENGTH) {
      return null;
    }
    for (byte b : value) {
      if (b < ' ' || b > '~') {
        return null;
      }
    }
    return new String(value, StandardCharsets.US_ASCII);
  }

  static void add(@Nullable String trace, Headers headers) {
    if (trace != null) {
      headers.add(NAME, trace.getBytes(StandardCharsets.US_ASCII));
    }
  }
}
