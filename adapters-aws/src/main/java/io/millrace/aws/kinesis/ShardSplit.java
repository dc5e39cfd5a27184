package io.millrace.aws.kinesis;

import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A shard to be read, and how far it has been.
 *
 * @param latestMs the largest event time of what was read before, here or by the shards that it
 *     follows; the smallest long if there was nothing
 * @param hasEnded whether everything has been read, so that it only holds the watermark
 */
record ShardSplit(ShardInfo shard, ShardPosition position, long latestMs, boolean hasEnded)
    implements SourceSplit {
  @Override
  public String splitId() {
    return shard.id();
  }

  /** The same, with at least that largest event time. */
  ShardSplit from(long latestBeforeMs) {
    return new ShardSplit(shard, position, Math.max(latestMs, latestBeforeMs), hasEnded);
  }
}
