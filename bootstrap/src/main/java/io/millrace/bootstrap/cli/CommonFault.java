package io.millrace.bootstrap.cli;

import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.History;
import io.millrace.application.wire.HistorySplit;
import io.millrace.application.wire.RawRecord;
import io.millrace.application.wire.RecordReader;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Stream;
import io.millrace.domain.result.Origin.FileLine;
import io.millrace.domain.result.Rejection;
import io.millrace.domain.result.Rejection.Reason;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Why the records of a stream are rejected: looks at the first of them again. */
final class CommonFault {
  private static final int RECORDS = 1_000;

  private final Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
  private final Map<Reason, Rejection> examples = new EnumMap<>(Reason.class);

  private CommonFault() {}

  /** The most common reason and an example, to be put behind a sentence; empty if there is none. */
  static String of(Stream stream, History history, WireFormat wire) throws IOException {
    CommonFault faults = new CommonFault();
    for (HistorySplit split : history.splits()) {
      if (split.stream().equals(stream)) {
        faults.read(split, wire.decoder());
      }
    }
    return faults.tell();
  }

  private void read(HistorySplit split, EventDecoder decoder) throws IOException {
    try (RecordReader reader = split.open()) {
      RawRecord place = reader.next();
      for (int i = 0; place != null && i < RECORDS; i++) {
        decoder.decodeAll(
            split.stream(),
            place,
            (record, decoded) -> {
              if (decoded.isLeft()) {
                add(decoded.getLeft());
              }
            });
        place = reader.next();
      }
    }
  }

  private void add(Rejection rejection) {
    reasons.merge(rejection.reason(), 1, Integer::sum);
    examples.putIfAbsent(rejection.reason(), rejection);
  }

  private String tell() {
    return reasons.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .map(reason -> tell(reason, Objects.requireNonNull(examples.get(reason))))
        .orElse("");
  }

  private static String tell(Reason reason, Rejection example) {
    String place =
        example.origin() instanceof FileLine line
            ? " in line " + line.line() + " of " + line.file()
            : "";
    return ", most as " + reason + ", like that" + place + ": " + example.detail();
  }
}
