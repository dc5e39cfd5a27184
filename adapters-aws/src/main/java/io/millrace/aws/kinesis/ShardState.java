package io.millrace.aws.kinesis;

import io.millrace.application.gate.Inbound;
import io.millrace.application.gate.SplitWatermark;

/** How far the job has come in a shard; changes with every record. */
final class ShardState {
  private final ShardInfo shard;
  private final SplitWatermark watermark;
  private ShardPosition position;
  private boolean ended;

  ShardState(ShardSplit split, long boundMs) {
    shard = split.shard();
    watermark = new SplitWatermark(boundMs, split.latestMs());
    position = split.position();
    ended = split.hasEnded();
  }

  String shardId() {
    return shard.id();
  }

  long latestMs() {
    return watermark.latestMs();
  }

  void take(Fetched.Taken taken) {
    position = taken.next();
    for (Inbound.Read read : taken.reads()) {
      read.decoded().peek(event -> watermark.admits(event.eventTimeMs()));
    }
  }

  void end() {
    ended = true;
  }

  ShardSplit split() {
    return new ShardSplit(shard, position, watermark.latestMs(), ended);
  }
}
