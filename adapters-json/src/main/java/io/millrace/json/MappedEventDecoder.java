package io.millrace.json;

import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Rejection;
import io.millrace.json.mapping.Mapping;
import io.millrace.json.mapping.MappingSpec.Format;
import io.vavr.control.Either;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Reads the records of some streams through mappings, and all others as they are. */
final class MappedEventDecoder implements EventDecoder {
  private final Map<Stream, MappedDecoder> mapped = new HashMap<>();
  private final EventDecoder others = new JsonEventDecoder();

  MappedEventDecoder(Map<Stream, Mapping> mappings) {
    mappings.forEach(
        (stream, mapping) -> {
          EventFormat format =
              stream.isReference() ? new ProductFormat() : new SchemaFormat<>(stream.schema());
          mapped.put(
              stream,
              mapping.spec().format() == Format.JSON
                  ? new MappedJson(mapping, format)
                  : new MappedLine(mapping, format));
        });
  }

  @Override
  public Either<Rejection, StreamEvent> decode(Stream stream, RawRecord record) {
    MappedDecoder through = mapped.get(stream);
    return through == null ? others.decode(stream, record) : through.decode(record);
  }

  @Override
  public void decodeAll(
      Stream stream, RawRecord place, BiConsumer<RawRecord, Either<Rejection, StreamEvent>> taker) {
    MappedDecoder through = mapped.get(stream);
    if (through == null) {
      others.decodeAll(stream, place, taker);
    } else {
      through.decodeAll(place, taker);
    }
  }
}
