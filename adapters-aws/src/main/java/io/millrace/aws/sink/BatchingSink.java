package io.millrace.aws.sink;

import io.millrace.application.wire.ResultLine;
import io.millrace.aws.deadletter.DeadLetters;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The sink of any target. */
record BatchingSink<R>(Target<R> target, DeadLetters deadLetters, SinkOptions options)
    implements Sink<ResultLine>, SupportsWriterState<ResultLine, BufferedRequestState<Entry>> {
  private static final long serialVersionUID = 1;

  BatchingSink {
    if (options.maxBuffered() <= target.limits().entries()) {
      throw new IllegalArgumentException(
          "maxBuffered must be more than the batch of " + target.limits().entries() + " entries");
    }
  }

  @Override
  public StatefulSinkWriter<ResultLine, BufferedRequestState<Entry>> createWriter(
      WriterInitContext context) throws IOException {
    return restoreWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<ResultLine, BufferedRequestState<Entry>> restoreWriter(
      WriterInitContext context, Collection<BufferedRequestState<Entry>> recovered)
      throws IOException {
    return BatchingWriter.open(target, deadLetters, options, context, recovered);
  }

  @Override
  public SimpleVersionedSerializer<BufferedRequestState<Entry>> getWriterStateSerializer() {
    return new EntrySerializer();
  }
}
