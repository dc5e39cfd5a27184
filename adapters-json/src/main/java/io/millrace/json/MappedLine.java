package io.millrace.json;

import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Origin;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Rejection.Reason;
import io.millrace.json.mapping.CsvLine;
import io.millrace.json.mapping.Mapping;
import io.millrace.json.mapping.MappingSpec;
import io.millrace.json.mapping.MappingSpec.Format;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads lines of CSV, or lines that a regular expression takes apart, through a mapping. */
final class MappedLine implements MappedDecoder {
  private final Mapping mapping;
  private final MappingSpec spec;
  private final MappedRecord mapped;
  private final List<LinePattern> patterns = new ArrayList<>();
  private final List<String> columns;

  /** Of each column its slot, or null if nobody asks for it. */
  private final List<@Nullable Slot> cells = new ArrayList<>();

  private boolean isUnmatched;

  MappedLine(Mapping mapping, EventFormat format) {
    this.mapping = mapping;
    spec = mapping.spec();
    mapped = new MappedRecord(mapping, format, false);
    columns = mapping.columns();
    Map<String, Slot> named = new HashMap<>();
    mapped.slots().forEach((path, slot) -> named.put(path.text(), slot));
    spec.patterns().forEach(pattern -> patterns.add(new LinePattern(pattern, named)));
    columns.forEach(column -> cells.add(named.get(column)));
  }

  @Override
  public Either<Rejection, StreamEvent> decode(RawRecord record) {
    return event(record, read(record, textOf(record)));
  }

  @Override
  public void decodeAll(
      RawRecord place, BiConsumer<RawRecord, Either<Rejection, StreamEvent>> taker) {
    String text = textOf(place);
    if (text != null && spec.hasHeader() && isHeader(place, text)) {
      Fault other = otherHeader(text);
      if (other != null) {
        taker.accept(place, mapped.rejection(place, other));
      }
      return;
    }
    Fault fault = read(place, text);
    boolean isLeftOut =
        fault == null
            ? !mapped.isMeant()
            : fault.reason() == Reason.MALFORMED_LINE && isUnmatched && spec.leavesOutUnmatched();
    if (!isLeftOut) {
      taker.accept(place, event(place, fault));
    }
  }

  private static @Nullable String textOf(RawRecord record) {
    return RecordFaults.ofBytes(record.bytes()) == null
        ? new String(record.bytes(), StandardCharsets.UTF_8)
        : null;
  }

  /** The first line, or the same line again, where files were put one behind the other. */
  private boolean isHeader(RawRecord place, String text) {
    boolean isFirst = place.origin() instanceof Origin.FileLine line && line.line() == 1;
    return isFirst || text.equals(mapping.header());
  }

  /** Of several files of a stream, all must have the header of the first. */
  private @Nullable Fault otherHeader(String text) {
    String header = mapping.header();
    return header == null || text.equals(header) || !spec.columns().isEmpty()
        ? null
        : new Fault(
            Reason.MALFORMED_LINE,
            null,
            "the header differs from that of the first file: " + header);
  }

  private Either<Rejection, StreamEvent> event(RawRecord record, @Nullable Fault fault) {
    try {
      return fault == null ? mapped.event(record, null) : mapped.rejection(record, fault);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be read", e);
    }
  }

  private @Nullable Fault read(RawRecord record, @Nullable String text) {
    isUnmatched = false;
    mapped.clear();
    if (text == null) {
      return RecordFaults.ofBytes(record.bytes());
    }
    return spec.format() == Format.CSV ? cells(text) : groups(text);
  }

  private @Nullable Fault cells(String line) {
    List<String> found = CsvLine.cells(line, spec.separator());
    if (found == null) {
      return Fault.ofRecord(
          Reason.MALFORMED_LINE,
          "the line has a quote that is not closed or in a cell without quotes");
    }
    if (found.size() != columns.size()) {
      return Fault.ofRecord(
          Reason.MALFORMED_LINE,
          "the line has %d cells, must have %d: %s",
          found.size(),
          columns.size(),
          String.join(", ", columns));
    }
    for (int i = 0; i < found.size(); i++) {
      Slot slot = cells.get(i);
      if (slot != null && !found.get(i).isEmpty()) {
        slot.set(found.get(i));
      }
    }
    return null;
  }

  private @Nullable Fault groups(String line) {
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).take(line)) {
        return null;
      }
    }
    isUnmatched = true;
    return Fault.ofRecord(
        Reason.MALFORMED_LINE, "the line matches no pattern of the mapping %s", mapping.name());
  }
}
