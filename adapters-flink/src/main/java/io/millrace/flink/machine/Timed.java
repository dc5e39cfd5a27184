package io.millrace.flink.machine;

import io.millrace.domain.kernel.Event;
import io.millrace.flink.codec.Keyed;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Events leave with their time, for operators that go by the time of a record. */
public record Timed<E extends Event>() implements Departure<Keyed<E>, Keyed<E>> {
  @Override
  public Emitter<Keyed<E>, Keyed<E>> open() {
    return (keyed, dueMs) -> new StreamRecord<>(keyed, keyed.event().eventTimeMs());
  }
}
