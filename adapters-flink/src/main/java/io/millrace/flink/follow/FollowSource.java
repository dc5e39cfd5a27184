package io.millrace.flink.follow;

import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.WireFormat;
import io.millrace.domain.event.Stream;
import java.io.File;
import java.util.Map;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Reads the lines of a file and waits for more, like {@code tail -f} from the start. A line counts
 * when its line feed is there. It ends when the file is said to be whole; a file that is not there
 * yet is waited for, and one that becomes shorter is an error.
 */
final class FollowSource implements Source<Inbound, FollowedFile, Boolean> {
  private static final long serialVersionUID = 1;

  private final Stream stream;
  private final File file;
  private final WireFormat wire;

  FollowSource(Stream stream, File file, WireFormat wire) {
    this.stream = stream;
    this.file = file;
    this.wire = wire;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SplitEnumerator<FollowedFile, Boolean> createEnumerator(
      SplitEnumeratorContext<FollowedFile> context) {
    return restoreEnumerator(context, true);
  }

  @Override
  public SplitEnumerator<FollowedFile, Boolean> restoreEnumerator(
      SplitEnumeratorContext<FollowedFile> context, Boolean isHere) {
    return new FollowEnumerator(
        context, isHere ? new FollowedFile(file.getName(), Reached.NOTHING) : null);
  }

  @Override
  public SourceReader<Inbound, FollowedFile> createReader(SourceReaderContext context) {
    return new Reader(this, context);
  }

  @Override
  public SimpleVersionedSerializer<FollowedFile> getSplitSerializer() {
    return new FollowedFileSerializer();
  }

  @Override
  public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
    return new FollowEnumerator.StateSerializer();
  }

  /** The position behind what the task has taken. */
  private static final class Position {
    private Reached reached;

    Position(Reached reached) {
      this.reached = reached;
    }
  }

  private static final class Emitter implements RecordEmitter<FollowedLine, Inbound, Position> {
    @Override
    public void emitRecord(FollowedLine found, SourceOutput<Inbound> output, Position position) {
      found.reads().forEach(output::collect);
      position.reached = found.next();
    }
  }

  @SuppressWarnings("try") // closed by Flink, which expects interrupts
  private static final class Reader
      extends SingleThreadMultiplexSourceReaderBase<FollowedLine, Inbound, FollowedFile, Position> {
    Reader(FollowSource source, SourceReaderContext context) {
      super(
          () -> new FollowReader(source.stream, source.file.toPath(), source.wire.decoder()),
          new Emitter(),
          new Configuration(),
          context);
    }

    @Override
    protected void onSplitFinished(Map<String, Position> finished) {}

    @Override
    protected Position initializedState(FollowedFile split) {
      return new Position(split.reached());
    }

    @Override
    protected FollowedFile toSplitType(String split, Position position) {
      return new FollowedFile(split, position.reached);
    }
  }
}
