package io.millrace.aws.kinesis;

import io.millrace.application.gate.Inbound;
import java.util.List;

/** What the fetcher of shards hands to the reader, in the order of each shard. */
sealed interface Fetched {
  /** Reading of a shard begins. */
  record Begin() implements Fetched {}

  /** The records of one place, and where reading goes on behind them. */
  record Taken(List<Inbound.Read> reads, ShardPosition next) implements Fetched {}

  /** The shard has come to its end, or to where reading stops. */
  record End(boolean stopped, List<ShardInfo> children) implements Fetched {}

  /** The shard no longer has to hold the watermark. */
  record Release() implements Fetched {}
}
