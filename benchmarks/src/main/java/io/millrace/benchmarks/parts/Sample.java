package io.millrace.benchmarks.parts;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import io.millrace.domain.result.Origin;
import io.millrace.json.JsonWireFormat;
import io.millrace.traffic.Traffic;
import io.millrace.traffic.TrafficProfile;
import io.millrace.traffic.TrafficRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Generated traffic in memory, with nothing dirty, late or twice; always the same. */
public final class Sample {
  private static final int RECORDS = 4096;
  private static final long MAX_TRAFFIC = 1_000_000;
  private static final Set<Stream> PRODUCTS = Set.of(Stream.PRODUCTS);

  private final List<Stream> streams = new ArrayList<>();
  private final List<RawRecord> records = new ArrayList<>();

  /** The products, and all else up to a number of records, of the given streams. */
  private Sample(Set<Stream> wanted, int most) {
    Traffic traffic = new Traffic(TrafficProfile.of(MAX_TRAFFIC, 7).clean(), label -> {});
    while (records.size() < most && traffic.hasNext()) {
      TrafficRecord record = traffic.next();
      if (wanted.contains(record.stream())) {
        streams.add(record.stream());
        records.add(
            new RawRecord(record.json(), new Origin.FileLine("sample", records.size() + 1L)));
      } else if (wanted.equals(PRODUCTS)) {
        return; // they come first, and no more of them
      }
    }
  }

  /** The stream of a name. */
  public static Stream stream(String id) {
    return Catalogue.installed().stream(id).orElseThrow();
  }

  /** Some thousands of records of a stream; of products as many as there are. */
  public static List<RawRecord> records(Stream stream) {
    return new Sample(Set.of(stream), RECORDS).records;
  }

  /** How long records are on average. */
  public static double meanBytes(List<RawRecord> records) {
    return records.stream().mapToInt(record -> record.bytes().length).average().orElseThrow();
  }

  /** The first events of some streams. */
  static List<StreamEvent> events(Set<Stream> wanted, int most) {
    Sample sample = new Sample(wanted, most);
    EventDecoder decoder = new JsonWireFormat().decoder();
    List<StreamEvent> events = new ArrayList<>();
    for (int i = 0; i < sample.records.size(); i++) {
      events.add(decoder.decode(sample.streams.get(i), sample.records.get(i)).get());
    }
    return events;
  }
}
