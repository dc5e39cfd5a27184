package io.millrace.flink.machine;

import io.millrace.domain.result.AlertSignal;
import io.millrace.flink.state.CodecIds;
import io.millrace.flink.state.CodecType;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/** Decisions leave as they are, with the time at which they were due, and signals beside them. */
public record Aside<O>() implements Departure<O, O> {
  /** Where signals leave. */
  public static final OutputTag<AlertSignal> SIGNALS =
      new OutputTag<>("signals", new CodecType<>(CodecIds.ALERT_SIGNAL, AlertSignal.class));

  @Override
  public Emitter<O, O> open() {
    return (decided, dueMs) -> new StreamRecord<>(decided, dueMs);
  }

  @Override
  public OutputTag<AlertSignal> signals() {
    return SIGNALS;
  }
}
