package io.millrace.flink.machine;

import io.millrace.application.wire.ResultEncoder;
import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.result.Result;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Decisions that are results leave encoded, so that no result object crosses the network. */
public record Encoded(WireFormat wire) implements Departure<Result, ResultLine> {
  @Override
  public Emitter<Result, ResultLine> open() {
    ResultEncoder encoder = wire.encoder();
    return (result, dueMs) -> new StreamRecord<>(encoder.line(result, null));
  }
}
