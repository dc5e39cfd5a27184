package io.millrace.json;

import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Origin;
import io.millrace.domain.result.Rejection;
import io.millrace.json.mapping.Mapping;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a mapping makes of lines. */
record Mapped(Mapping mapping, List<RawRecord> records, List<Either<Rejection, StreamEvent>> all) {
  static final List<Stream> STREAMS = Stream.BUILT_IN;

  static Mapping mapping(String yaml) {
    return Mapping.read("test.yaml", yaml.getBytes(StandardCharsets.UTF_8), STREAMS);
  }

  static Mapped named(String name, String lines) {
    return of(Mapping.named(name, STREAMS), lines);
  }

  static Mapped of(String yaml, String lines) {
    return of(mapping(yaml), lines);
  }

  static Mapped of(Mapping mapping, String lines) {
    return ofBytes(
        mapping, lines.lines().map(line -> line.getBytes(StandardCharsets.UTF_8)).toList());
  }

  static Mapped ofBytes(Mapping mapping, List<byte[]> lines) {
    EventDecoder decoder = new JsonWireFormat().with(mapping).decoder();
    Mapped mapped = new Mapped(mapping, new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < lines.size(); i++) {
      decoder.decodeAll(
          mapping.stream(),
          new RawRecord(lines.get(i), new Origin.FileLine("some.log", i + 1)),
          (record, decoded) -> {
            mapped.records.add(record);
            mapped.all.add(decoded);
          });
    }
    return mapped;
  }

  /** All events, where nothing is refused. */
  List<StreamEvent> events() {
    return all.stream()
        .map(each -> each.getOrElseThrow(refused -> new AssertionError("refused: " + refused)))
        .toList();
  }

  List<Rejection> rejections() {
    return all.stream().filter(Either::isLeft).map(Either::getLeft).toList();
  }

  Rejection onlyRejection() {
    if (all.size() != 1 || all.get(0).isRight()) {
      throw new AssertionError("not one rejection: " + all);
    }
    return all.get(0).getLeft();
  }
}
