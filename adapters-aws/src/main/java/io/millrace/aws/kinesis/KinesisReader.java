package io.millrace.aws.kinesis;

import io.millrace.application.intake.Inbound;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.core.io.InputStatus;

/** Reads the shards that it is given. */
@SuppressWarnings("try") // closed by Flink, which expects interrupts
final class KinesisReader
    extends SingleThreadMultiplexSourceReaderBase<Fetched, Inbound, ShardSplit, ShardState> {
  private final long boundMs;
  private final Set<String> released;
  private boolean givenOut;

  /** {@code released} is shared with the fetcher. */
  KinesisReader(
      Supplier<SplitReader<Fetched, ShardSplit>> fetchers,
      SourceReaderContext context,
      long boundMs,
      Set<String> released) {
    super(fetchers, new ShardEmitter(context), new Configuration(), context);
    this.boundMs = boundMs;
    this.released = released;
  }

  /** Before the reader registers, if they come from a checkpoint. */
  @Override
  public void addSplits(List<ShardSplit> splits) {
    for (ShardSplit split : splits) {
      context.sendSourceEventToCoordinator(new ShardEvents.Taken(split.splitId()));
    }
    super.addSplits(splits);
  }

  /** Nobody waits for a reader that has no shard, once it is known that it gets none. */
  @Override
  public InputStatus pollNext(ReaderOutput<Inbound> output) throws Exception {
    InputStatus status = super.pollNext(output);
    if (givenOut && getNumberOfCurrentlyAssignedSplits() == 0) {
      output.markIdle();
    }
    return status;
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    if (event instanceof ShardEvents.Released release) {
      released.add(release.shard());
    } else if (event instanceof ShardEvents.GivenOut) {
      givenOut = true;
    } else {
      super.handleSourceEvents(event);
    }
  }

  @Override
  protected void onSplitFinished(Map<String, ShardState> finished) {}

  @Override
  protected ShardState initializedState(ShardSplit split) {
    return new ShardState(split, boundMs);
  }

  @Override
  protected ShardSplit toSplitType(String splitId, ShardState state) {
    return state.split();
  }
}
