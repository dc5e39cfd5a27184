package io.millrace.aws.kinesis;

import io.millrace.application.gate.ArrivalCheck;
import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.EventDecoder;
import io.millrace.application.wire.RawRecord;
import io.millrace.domain.result.Origin.ShardRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Polls the shards of one reader, all from one thread: at most one call a shard is on its way, and
 * at most {@link #MAX_CALLS} in all, so that little more waits in memory than is being decided.
 */
final class ShardFetcher implements SplitReader<Fetched, ShardSplit> {
  /** Calls on their way at a time. */
  static final int MAX_CALLS = 8;

  private static final Logger LOG = LoggerFactory.getLogger(ShardFetcher.class);
  private static final long LONGEST_WAIT_MS = 100;
  private static final int WARN_AFTER = 5;

  /** An answer to a call, or the error in its place. */
  private record Answer(
      ShardCursor cursor,
      @Nullable String iterator,
      @Nullable GetRecordsResponse records,
      @Nullable Throwable error) {}

  private final ArrivalCheck arrivals;
  private final EventDecoder decoder;
  private final KinesisCalls calls;
  private final @Nullable Instant stopAt;
  private final Set<String> released;
  private final Lag lag;
  private final Map<String, ShardCursor> cursors = new LinkedHashMap<>();
  private final Deque<ShardCursor> toBegin = new ArrayDeque<>();
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

  /** With the next fetch: by then those that follow have been added, and they begin first. */
  private Set<String> toRelease = Set.of();

  private int callsOnTheirWay;
  private volatile boolean wokenUp;

  /**
   * {@code released} are shards that need not be held, told by another thread; {@code lag} is told
   * how far the slowest shard is behind.
   */
  ShardFetcher(
      ArrivalCheck arrivals,
      EventDecoder decoder,
      KinesisCalls calls,
      @Nullable Instant stopAt,
      Set<String> released,
      Lag lag) {
    this.arrivals = arrivals;
    this.decoder = decoder;
    this.calls = calls;
    this.stopAt = stopAt;
    this.released = released;
    this.lag = lag;
  }

  @Override
  public void handleSplitsChanges(SplitsChange<ShardSplit> change) {
    if (!(change instanceof SplitsAddition)) {
      throw new UnsupportedOperationException("shards are only added, not " + change.getClass());
    }
    for (ShardSplit split : change.splits()) {
      ShardCursor cursor = new ShardCursor(split, System::nanoTime);
      cursors.put(split.splitId(), cursor);
      toBegin.add(cursor);
    }
  }

  @Override
  public RecordsWithSplitIds<Fetched> fetch() throws IOException {
    RecordsBySplits.Builder<Fetched> batch = new RecordsBySplits.Builder<>();
    boolean hasSome = beginAndRelease(batch);
    if (!hasSome) {
      ask();
      Answer answer = await();
      if (answer != null) {
        take(answer, batch);
      }
      lag.tell(cursors.values().stream().mapToLong(ShardCursor::behindMs).max().orElse(0));
    }
    return batch.build();
  }

  /** What is known without a call. */
  private boolean beginAndRelease(RecordsBySplits.Builder<Fetched> batch) {
    boolean hasSome = !toBegin.isEmpty();
    while (!toBegin.isEmpty()) {
      ShardCursor cursor = toBegin.remove();
      batch.add(cursor.shard.id(), new Fetched.Begin());
      if (cursor.hasEnded()) { // restored while it held the watermark
        batch.add(cursor.shard.id(), new Fetched.End(false, List.of()));
      }
    }
    for (String shard : toRelease) {
      if (cursors.remove(shard) != null) {
        batch.add(shard, new Fetched.Release());
        batch.addFinishedSplit(shard);
        hasSome = true;
      }
    }
    toRelease = Set.copyOf(released);
    released.removeAll(toRelease);
    return hasSome;
  }

  /** Those that have waited longest come first, or some of many shards would never be asked. */
  private void ask() {
    long now = System.nanoTime();
    cursors.values().stream()
        .filter(cursor -> cursor.isDue(now))
        .sorted(Comparator.comparingLong(cursor -> -cursor.waitingNanos(now)))
        .limit(MAX_CALLS - callsOnTheirWay)
        .toList()
        .forEach(this::ask);
  }

  private void ask(ShardCursor cursor) {
    cursor.ask();
    callsOnTheirWay++;
    String iterator = cursor.iterator();
    CompletableFuture<?> unused =
        iterator == null
            ? calls
                .iterator(cursor.shard.id(), cursor.position())
                .handle((it, e) -> answers.add(new Answer(cursor, it, null, e)))
            : calls
                .records(iterator)
                .handle((records, e) -> answers.add(new Answer(cursor, null, records, e)));
  }

  private @Nullable Answer await() {
    try {
      return wokenUp ? answers.poll() : answers.poll(LONGEST_WAIT_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      wokenUp = false;
    }
  }

  private void take(Answer answer, RecordsBySplits.Builder<Fetched> batch) throws IOException {
    callsOnTheirWay--;
    ShardCursor cursor = answer.cursor();
    if (answer.error() != null) {
      fail(cursor, answer.error(), batch);
    } else if (answer.records() != null) {
      take(cursor, answer.records(), batch);
    } else {
      cursor.gotIterator(String.valueOf(answer.iterator()));
    }
  }

  private void fail(ShardCursor cursor, Throwable error, RecordsBySplits.Builder<Fetched> batch)
      throws IOException {
    if (KinesisCalls.isGone(cursor.shard.id(), error)) {
      LOG.warn("shard {} is gone, with what had not been read of it", cursor.shard.id());
      end(cursor, false, List.of(), batch);
      return;
    }
    KinesisCalls.Failure failure = KinesisCalls.failure(error);
    if (failure == KinesisCalls.Failure.FATAL) {
      throw calls.fatal(error);
    }
    cursor.failed(failure);
    if (cursor.failures() % WARN_AFTER == WARN_AFTER - 1) {
      LOG.warn(
          "shard {} could not be read {} times in a row, and is tried again: {}",
          cursor.shard.id(),
          cursor.failures(),
          error.toString());
    }
  }

  private void take(
      ShardCursor cursor, GetRecordsResponse response, RecordsBySplits.Builder<Fetched> batch) {
    ShardPosition position = cursor.position();
    long bytes = 0;
    for (Record record : response.records()) {
      if (isPastTheStop(record)) {
        end(cursor, true, List.of(), batch);
        return;
      }
      bytes += record.data().asByteArrayUnsafe().length;
      position = take(cursor, record, position, batch);
    }
    cursor.gotRecords(response, position, bytes);
    if (response.nextShardIterator() == null) {
      end(
          cursor,
          false,
          response.childShards().stream().map(child -> ShardInfo.of(child)).toList(),
          batch);
    } else if (isCaughtUpWithTheStop(response)) {
      end(cursor, true, List.of(), batch);
    }
  }

  private void end(
      ShardCursor cursor,
      boolean stopped,
      List<ShardInfo> children,
      RecordsBySplits.Builder<Fetched> batch) {
    cursor.end();
    batch.add(cursor.shard.id(), new Fetched.End(stopped, children));
  }

  private boolean isPastTheStop(Record record) {
    return stopAt != null && !record.approximateArrivalTimestamp().isBefore(stopAt);
  }

  /** There is nothing more, and what comes from now on has arrived too late. */
  private boolean isCaughtUpWithTheStop(GetRecordsResponse response) {
    return stopAt != null
        && response.records().isEmpty()
        && Long.valueOf(0).equals(response.millisBehindLatest())
        && Instant.now().isAfter(stopAt);
  }

  /** Adds the records in a record, but those that have been read, and says where they end. */
  private ShardPosition take(
      ShardCursor cursor,
      Record record,
      ShardPosition position,
      RecordsBySplits.Builder<Fetched> batch) {
    String number = record.sequenceNumber();
    ShardPosition.After behindIt = new ShardPosition.After(number);
    List<byte[]> parts = Deaggregation.apart(record.data().asByteArrayUnsafe());
    int read =
        position instanceof ShardPosition.Within within && within.sequenceNumber().equals(number)
            ? within.read()
            : 0;
    for (int i = read; i < parts.size(); i++) {
      ShardPosition next =
          i + 1 == parts.size() ? behindIt : new ShardPosition.Within(number, i + 1);
      batch.add(cursor.shard.id(), new Fetched.Taken(decoded(cursor, record, parts.get(i)), next));
    }
    return behindIt;
  }

  private List<Inbound.Read> decoded(ShardCursor cursor, Record whole, byte[] part) {
    String shard = cursor.shard.id();
    RawRecord raw = new RawRecord(part, new ShardRecord(shard, whole.sequenceNumber()));
    Instant arrived = whole.approximateArrivalTimestamp();
    long arrivedMs = arrived == null ? ArrivalCheck.UNKNOWN : arrived.toEpochMilli();
    List<Inbound.Read> reads = new ArrayList<>(1);
    decoder.decodeAll(
        arrivals.stream(),
        raw,
        (record, event) ->
            reads.add(new Inbound.Read(shard, record, arrivals.check(record, event, arrivedMs))));
    return reads;
  }

  @Override
  public void wakeUp() {
    wokenUp = true;
  }

  @Override
  public void close() {
    calls.close();
  }
}
