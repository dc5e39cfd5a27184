package io.millrace.domain.result;

import io.millrace.domain.event.Received;
import io.millrace.domain.event.Stream;

/** A record as received, and where it came from. */
public record ReceivedRecord(Bytes raw, Origin origin) implements Received {
  /** The record could not be read after all; see {@link Rejection}. */
  public Rejection rejected(Stream stream, Rejection.Reason reason, String field, String detail) {
    return new Rejection(stream, reason, field, detail, raw, origin);
  }
}
