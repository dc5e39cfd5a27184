package io.millrace.aws.kinesis;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;

/**
 * Where the fetcher is in a shard, and when it may ask again. Kinesis gives five answers a second
 * and 2 MB a second a shard; a shard that brings little is asked less often, down to once a second,
 * and so is one that others read too, as its throttling tells.
 */
final class ShardCursor {
  private static final long SHORTEST_MS = 200;
  private static final long LONGEST_MS = 1000;
  private static final long BYTES_PER_MS = 2_000_000 / 1000;

  /** How much sooner a shard is asked with each answer, after it was throttled. */
  private static final long EASE_MS = 10;

  final ShardInfo shard;
  private final LongSupplier nanoTime;
  private final Lag lag;
  private ShardPosition position;
  private @Nullable String iterator;
  private boolean asking;
  private boolean ended;
  private int failures;
  private long shortestMs = SHORTEST_MS;
  private long pauseMs = SHORTEST_MS;
  private long dueNanos;

  ShardCursor(ShardSplit split, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    lag = new Lag(nanoTime);
    dueNanos = nanoTime.getAsLong();
    shard = split.shard();
    position = split.position();
    ended = split.hasEnded();
  }

  ShardPosition position() {
    return position;
  }

  @Nullable String iterator() {
    return iterator;
  }

  boolean hasEnded() {
    return ended;
  }

  /** How far behind the end of the shard reading may be, in milliseconds. */
  long behindMs() {
    return ended ? 0 : lag.getValue();
  }

  boolean isDue(long nowNanos) {
    return !asking && !ended && waitingNanos(nowNanos) >= 0;
  }

  /** For how long it has been due; negative if it is not yet. */
  long waitingNanos(long nowNanos) {
    return nowNanos - dueNanos;
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
  void gotRecords(GetRecordsResponse response, ShardPosition next, long bytes) {
    asking = false;
    failures = 0;
    position = next;
    iterator = response.nextShardIterator();
    long behindMs = response.millisBehindLatest() == null ? 0 : response.millisBehindLatest();
    lag.tell(behindMs);
    boolean hurry = behindMs > 0 || !response.records().isEmpty();
    shortestMs = Math.max(SHORTEST_MS, shortestMs - EASE_MS);
    pauseMs = hurry ? shortestMs : Math.min(LONGEST_MS, Math.max(shortestMs, pauseMs) * 2);
    pause(Math.max(pauseMs, bytes / BYTES_PER_MS));
  }

  /** A call has failed, but not for good. */
  void failed(KinesisCalls.Failure failure) {
    asking = false;
    switch (failure) {
      case EXPIRED -> iterator = null;
      case THROTTLED -> shortestMs = Math.min(LONGEST_MS, shortestMs * 2);
      case RETRY, FATAL -> {}
    }
    pause(Backoff.ms(++failures));
  }

  int failures() {
    return failures;
  }

  void end() {
    ended = true;
  }

  private void pause(long ms) {
    dueNanos = nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(ms);
  }
}
