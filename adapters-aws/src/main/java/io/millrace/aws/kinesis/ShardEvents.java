package io.millrace.aws.kinesis;

import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;

/** What the readers and the enumerator tell each other. */
final class ShardEvents {
  private ShardEvents() {}

  /**
   * From a reader: a shard has been read to its end, or to where reading stops.
   *
   * @param latestMs the largest event time in it and its parents
   * @param stopped whether the shard may go on, but the job does not want it
   * @param children the shards that follow it, as far as the stream said
   */
  record Ended(String shard, long latestMs, boolean stopped, List<ShardInfo> children)
      implements SourceEvent {
    private static final long serialVersionUID = 1;
  }

  /** To a reader: a shard that has ended no longer has to hold the watermark. */
  record Released(String shard) implements SourceEvent {
    private static final long serialVersionUID = 1;
  }

  /** To a reader: the shards that there are have been given out, and some have got none. */
  record GivenOut() implements SourceEvent {
    private static final long serialVersionUID = 1;
  }
}
