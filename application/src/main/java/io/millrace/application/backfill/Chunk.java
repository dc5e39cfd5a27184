package io.millrace.application.backfill;

import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Rejection;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;

/** Some records of a split, in their order, with what they were decoded to. */
record Chunk(List<RawRecord> records, List<Either<Rejection, StreamEvent>> decoded, long bytes) {
  static Chunk decode(Stream stream, List<RawRecord> places, EventDecoder decoder) {
    List<RawRecord> taken = new ArrayList<>(places.size());
    List<Either<Rejection, StreamEvent>> decoded = new ArrayList<>(places.size());
    long bytes = 0;
    for (RawRecord place : places) {
      decoder.decodeAll(
          stream,
          place,
          (record, event) -> {
            taken.add(record);
            decoded.add(event);
          });
      bytes += place.bytes().length + 1;
    }
    return new Chunk(taken, decoded, bytes);
  }
}
