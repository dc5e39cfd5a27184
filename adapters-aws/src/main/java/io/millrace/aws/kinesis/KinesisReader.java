package io.millrace.aws.kinesis;

import io.millrace.application.gate.Inbound;
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
  private boolean idle;

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

  /** Nobody waits for a reader that has no shard, once it is known that it gets none. */
  @Override
  public InputStatus pollNext(ReaderOutput<Inbound> output) throws Exception {
    InputStatus status = super.pollNext(output);
    boolean hasShards = getNumberOfCurrentlyAssignedSplits() > 0;
    if (givenOut && !hasShards && !idle) {
      output.markIdle();
      idle = true;
    } else if (hasShards && idle) {
      output.markActive();
      idle = false;
    }
    return status;
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    if (event instanceof ShardEvents.Released release) {
      released.add(release.shard());
    } else if (event instanceof ShardEvents.GivenOut) {
      givenOut = true;
      splitFetcherManager.getQueue().notifyAvailable(); // without a shard, nothing else would
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
