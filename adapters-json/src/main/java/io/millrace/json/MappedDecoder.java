package io.millrace.json;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Rejection;
import io.vavr.control.Either;
import java.util.function.BiConsumer;

/** Reads the records of one stream through its mapping. For one thread. */
interface MappedDecoder {
  /** Reads one foreign record, whether or not the mapping means such ones. */
  Either<Rejection, StreamEvent> decode(RawRecord record);

  /** Reads what stands in one place: any number of records. */
  void decodeAll(RawRecord place, BiConsumer<RawRecord, Either<Rejection, StreamEvent>> taker);
}
