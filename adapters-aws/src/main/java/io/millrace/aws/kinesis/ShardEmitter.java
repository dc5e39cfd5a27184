package io.millrace.aws.kinesis;

import io.millrace.application.gate.Inbound;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.RecordEmitter;

/** Hands on what was fetched, and tells the enumerator of ends. Runs on the task's thread. */
record ShardEmitter(SourceReaderContext context)
    implements RecordEmitter<Fetched, Inbound, ShardState> {
  @Override
  public void emitRecord(Fetched fetched, SourceOutput<Inbound> output, ShardState state) {
    if (fetched instanceof Fetched.Taken taken) {
      state.take(taken);
      taken.reads().forEach(output::collect);
    } else if (fetched instanceof Fetched.Begin) {
      output.collect(new Inbound.Begun(state.shardId(), state.latestMs()));
    } else if (fetched instanceof Fetched.End end) {
      state.end();
      context.sendSourceEventToCoordinator(
          new ShardEvents.Ended(state.shardId(), state.latestMs(), end.stopped(), end.children()));
    } else {
      output.markIdle();
    }
  }
}
