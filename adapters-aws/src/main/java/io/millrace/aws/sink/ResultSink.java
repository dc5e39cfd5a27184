package io.millrace.aws.sink;

import io.millrace.application.wire.ResultLine;
import io.millrace.aws.deadletter.DeadLetters;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The sink of any target. */
final class ResultSink<R> extends AsyncSinkBase<ResultLine, Entry<R>> {
  private static final long serialVersionUID = 1;

  private final Target<R> target;
  private final DeadLetters deadLetters;
  private final SinkOptions options;

  ResultSink(Target<R> target, DeadLetters deadLetters, SinkOptions options) {
    super(
        (line, context) -> Entry.of(line, target, 0),
        target.limits().entries(),
        options.maxInFlight(),
        options.maxBuffered(),
        target.limits().batchBytes(),
        options.maxTimeInBuffer().toMillis(),
        target.limits().entryBytes());
    if (options.maxBuffered() <= target.limits().entries()) {
      throw new IllegalArgumentException(
          "maxBuffered must be more than the batch of " + target.limits().entries() + " entries");
    }
    this.target = target;
    this.deadLetters = deadLetters;
    this.options = options;
  }

  @Override
  public StatefulSinkWriter<ResultLine, BufferedRequestState<Entry<R>>> createWriter(
      WriterInitContext context) throws IOException {
    return restoreWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<ResultLine, BufferedRequestState<Entry<R>>> restoreWriter(
      WriterInitContext context, Collection<BufferedRequestState<Entry<R>>> recovered)
      throws IOException {
    return ResultWriter.open(target, deadLetters, options, context, recovered);
  }

  @Override
  public SimpleVersionedSerializer<BufferedRequestState<Entry<R>>> getWriterStateSerializer() {
    return new EntrySerializer<>(target);
  }
}
