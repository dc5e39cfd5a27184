package io.millrace.flink.machine;

import io.millrace.application.catalogue.Decision;
import io.millrace.domain.kernel.Event;
import io.millrace.flink.codec.Keyed;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Decisions of a first step leave as events of the one key of the second step. */
public record ToMerge<O extends Event>() implements Departure<O, Keyed<O>> {
  @Override
  public Emitter<O, Keyed<O>> open() {
    return (share, dueMs) -> new StreamRecord<>(new Keyed<>(Decision.GLOBAL_KEY, share));
  }
}
