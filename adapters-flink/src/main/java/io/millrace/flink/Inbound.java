package io.millrace.flink;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Rejection;
import io.vavr.control.Either;

/**
 * A record as a source hands it to the gate, decoded.
 *
 * @param split names the split of the stream that it was read from; never changes
 */
public record Inbound(String split, RawRecord record, Either<Rejection, StreamEvent> decoded) {}
