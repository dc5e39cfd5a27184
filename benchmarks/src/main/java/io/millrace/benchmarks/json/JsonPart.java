package io.millrace.benchmarks.json;

import io.millrace.application.wire.RawRecord;
import io.millrace.benchmarks.parts.Sample;
import io.millrace.domain.event.Stream;
import io.millrace.domain.event.StreamEvent;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Records of a stream into events, with any library. */
@State(Scope.Thread)
public class JsonPart {
  /** Which library. */
  @Param public Library with = Library.MILLRACE;

  /** Which stream. */
  @Param({"logins", "payments", "orders", "inventory", "requests", "readings", "products"})
  public String of = "logins";

  private JsonReading reading = with.open();
  private Stream stream = Stream.LOGINS;
  private List<RawRecord> records = List.of();
  private int next;

  /** Makes the records, and sees that the library makes of them what we make of them. */
  @Setup
  public void prepare() throws Exception {
    stream = Sample.stream(of);
    records = Sample.records(stream);
    reading = with.open();
    JsonReading ours = Library.MILLRACE.open();
    for (RawRecord record : records) {
      StreamEvent event = reading.read(stream, record);
      StreamEvent right = ours.read(stream, record);
      if (!event.equals(right)) {
        throw new IllegalStateException(with.title() + " reads " + event + " for " + right);
      }
    }
  }

  /** One record. */
  @Benchmark
  public Object read() throws Exception {
    next = next + 1 < records.size() ? next + 1 : 0;
    return reading.read(stream, records.get(next));
  }
}
