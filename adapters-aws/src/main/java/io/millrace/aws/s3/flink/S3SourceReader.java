package io.millrace.aws.s3.flink;

import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.RawRecord;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.jspecify.annotations.Nullable;

/** Hands on what the split's thread has read, and remembers the last of it. */
@SuppressWarnings("try") // what Flink declares for closing
final class S3SourceReader
    extends SingleThreadMultiplexSourceReaderBase<
        Inbound.Read, Inbound, S3Split, S3SourceReader.Position> {

  S3SourceReader(Supplier<SplitReader<Inbound.Read, S3Split>> splits, SourceReaderContext context) {
    super(splits, S3SourceReader::emit, context.getConfiguration(), context);
  }

  @Override
  public void start() {
    if (getNumberOfCurrentlyAssignedSplits() == 0) {
      context.sendSplitRequest();
    }
  }

  @Override
  protected void onSplitFinished(Map<String, Position> finished) {
    context.sendSplitRequest();
  }

  @Override
  protected Position initializedState(S3Split split) {
    return new Position(split);
  }

  @Override
  protected S3Split toSplitType(String splitId, Position position) {
    return position.split();
  }

  private static void emit(Inbound.Read read, SourceOutput<Inbound> out, Position position) {
    out.collect(read);
    position.last = read.record();
  }

  /** The split, and what has left the reader since it began. */
  static final class Position {
    private final S3Split begun;
    private @Nullable RawRecord last;

    Position(S3Split begun) {
      this.begun = begun;
    }

    S3Split split() {
      return last == null ? begun : begun.at(last);
    }
  }
}
