package io.millrace.application.gate;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Rejection;
import io.vavr.control.Either;

/** What the reader of a split tells the gate, in the order of the split. */
public sealed interface Inbound {
  /** Names the split; never changes, whoever reads it. */
  String split();

  /** A record, decoded. */
  record Read(String split, RawRecord record, Either<Rejection, StreamEvent> decoded)
      implements Inbound {}

  /**
   * Reading of a split starts, or goes on after a restart. Its watermark is not less than what
   * {@code latestMs} makes it: a shard that follows others goes on with theirs.
   *
   * @param latestMs the largest event time among the on-time events that were read before; the
   *     smallest long if there were none
   */
  record Begun(String split, long latestMs) implements Inbound {}

  /** The split has ended: what the gate holds of it counts. */
  record Ended(String split) implements Inbound {}
}
