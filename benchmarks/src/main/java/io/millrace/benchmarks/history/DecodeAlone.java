package io.millrace.benchmarks.history;

import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.benchmarks.contest.Contender;
import io.millrace.domain.event.Stream;
import io.millrace.files.NdjsonReader;
import io.millrace.json.JsonWireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Reads and decodes on one thread, and decides nothing. */
final class DecodeAlone implements Contender {
  @Override
  public String name() {
    return "decoding alone";
  }

  @Override
  public Predicate<String> scope() {
    return COSTS_ALONE;
  }

  @Override
  public void run(Path input, Path output) throws IOException {
    EventDecoder decoder = new JsonWireFormat().decoder();
    try (NdjsonReader records = new NdjsonReader(Files.newInputStream(input), "logins")) {
      for (RawRecord record = records.next(); record != null; record = records.next()) {
        if (decoder.decode(Stream.LOGINS, record).isLeft()) {
          throw new IllegalStateException("a record of the input is rejected");
        }
      }
    }
  }
}
