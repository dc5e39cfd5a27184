package io.millrace.aws.kinesis;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;

/**
 * Where the fetcher is in a shard, and when it may ask again. Kinesis gives five answers a second
 * and 2 MB a second a shard; a shard that brings little is asked less often, down to once a second.
 */
final class ShardCursor {
  private static final long SHORTEST_MS = 200;
  private static final long LONGEST_MS = 1000;
  private static final long BYTES_PER_MS = 2_000_000 / 1000;

  final ShardInfo shard;
  private Position position;
  private @Nullable String iterator;
  private boolean asking;
  private boolean ended;
  private int failures;
  private long pauseMs = SHORTEST_MS;
  private long dueNanos = System.nanoTime();
  private long behindMs;

  ShardCursor(ShardSplit split) {
    shard = split.shard();
    position = split.position();
    ended = split.hasEnded();
  }

  Position position() {
    return position;
  }

  @Nullable String iterator() {
    return iterator;
  }

  boolean hasEnded() {
    return ended;
  }

  /** How far behind the end of the shard the last answer was, in milliseconds. */
  long behindMs() {
    return behindMs;
  }

  boolean isDue(long nowNanos) {
    return !asking && !ended && dueNanos - nowNanos <= 0;
  }

  /** A call is on its way. */
  void ask() {
    asking = true;
  }

  void gotIterator(String newIterator) {
    asking = false;
    iterator = newIterator;
  }

  /** Goes on behind an answer, whose records end at a position. */
  void gotRecords(GetRecordsResponse response, Position next, long bytes) {
    asking = false;
    failures = 0;
    position = next;
    iterator = response.nextShardIterator();
    Long behind = response.millisBehindLatest();
    behindMs = behind == null ? 0 : behind;
    boolean hurry = behindMs > 0 || !response.records().isEmpty();
    pauseMs = hurry ? SHORTEST_MS : Math.min(LONGEST_MS, pauseMs * 2);
    pause(Math.max(pauseMs, bytes / BYTES_PER_MS));
  }

  void failed(boolean expired) {
    asking = false;
    if (expired) {
      iterator = null;
    } else {
      pause(Backoff.ms(++failures));
    }
  }

  int failures() {
    return failures;
  }

  void end() {
    ended = true;
    behindMs = 0;
  }

  private void pause(long ms) {
    dueNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
  }
}
