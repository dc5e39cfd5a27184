package io.millrace.aws.kinesis;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a stream is read.
 *
 * @param start where, when there is no saved state
 * @param stopAt reads what arrived before this instant, then ends; null to read for ever
 * @param discovery how often new shards are looked for, beside those that an ended shard names
 * @param boundMs the out-of-orderness bound of the stream, in milliseconds
 * @param maxAheadMs how far an event may be ahead of the arrival of its record, in milliseconds
 */
public record KinesisSourceOptions(
    StartPosition start,
    @Nullable Instant stopAt,
    Duration discovery,
    long boundMs,
    long maxAheadMs)
    implements Serializable {
  private static final long serialVersionUID = 1;

  public KinesisSourceOptions {
    if (discovery.toMillis() < 100) {
      throw new IllegalArgumentException(
          "discovery is " + discovery + ", must be at least 100 ms: ListShards has a limit");
    }
  }
}
