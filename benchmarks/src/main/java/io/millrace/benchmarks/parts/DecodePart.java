package io.millrace.benchmarks.parts;

import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.event.Stream;
import io.millrace.json.JsonWireFormat;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Records of a stream into events. */
@State(Scope.Thread)
public class DecodePart {
  /** Which stream. */
  @Param({"logins", "payments", "orders", "inventory", "requests", "readings", "products"})
  public String of = "logins";

  private final EventDecoder decoder = new JsonWireFormat().decoder();
  private Stream stream = Stream.LOGINS;
  private List<RawRecord> records = List.of();
  private int next;

  /** Makes the records. */
  @Setup
  public void prepare() {
    stream = Sample.stream(of);
    records = Sample.records(stream);
  }

  /** One record. */
  @Benchmark
  public Object decode() {
    next = next + 1 < records.size() ? next + 1 : 0;
    return decoder.decode(stream, records.get(next));
  }
}
