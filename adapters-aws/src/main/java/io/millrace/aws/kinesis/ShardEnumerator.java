package io.millrace.aws.kinesis;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * Finds the shards of a stream and gives them to readers, parents before children. All calls come
 * from the coordinator's one thread.
 */
final class ShardEnumerator implements SplitEnumerator<ShardSplit, KnownShards> {
  private static final Logger LOG = LoggerFactory.getLogger(ShardEnumerator.class);

  /** Holds the place of a reader that has not told yet which shards it had in a checkpoint. */
  private static final int NOBODY_YET = -1;

  /** Lists the shards of the stream. */
  interface Listing extends AutoCloseable {
    CompletableFuture<List<Shard>> shards();

    /** The sentence for an error that will not pass; null for one that may. */
    @Nullable IOException fatal(Throwable error);

    @Override
    void close();
  }

  private final SplitEnumeratorContext<ShardSplit> context;
  private final KinesisSourceOptions options;
  private final Listing listing;
  private final Instant jobStart;
  private final Map<String, ShardSplit> waiting = new LinkedHashMap<>();

  /** Who reads which shard. */
  private final Map<String, Integer> given = new LinkedHashMap<>();

  private final Map<String, Long> ended;

  /** Who holds which shard that has ended, for the children to come. */
  private final Map<String, Integer> holders = new HashMap<>();

  /** To whom a shard goes back that a reader had, after that reader alone began anew. */
  private final Map<String, Integer> homes = new HashMap<>();

  private boolean hasListed;
  private boolean hasGivenOut;
  private boolean isFirstListing;
  private int failures;

  ShardEnumerator(
      SplitEnumeratorContext<ShardSplit> context,
      KinesisSourceOptions options,
      Listing listing,
      Instant jobStart,
      KnownShards known) {
    this.context = context;
    this.options = options;
    this.listing = listing;
    this.jobStart = jobStart;
    known.waiting().forEach(split -> waiting.put(split.splitId(), split));
    known.given().forEach(shard -> given.put(shard, NOBODY_YET));
    ended = new HashMap<>(known.ended());
    isFirstListing = waiting.isEmpty() && given.isEmpty() && ended.isEmpty();
  }

  @Override
  public void start() {
    list();
    context.callAsync(
        () -> null,
        (nothing, error) -> list(),
        options.discovery().toMillis(),
        options.discovery().toMillis());
  }

  private void list() {
    context.callAsync(() -> listing.shards().get(1, TimeUnit.MINUTES), this::listed);
  }

  private void listed(@Nullable Collection<Shard> shards, @Nullable Throwable error) {
    if (error != null || shards == null) {
      failed(error == null ? new IllegalStateException("no shards") : error);
      return;
    }
    failures = 0;
    List<ShardInfo> listed = new ArrayList<>();
    Set<String> closed = new HashSet<>();
    for (Shard shard : shards) {
      listed.add(ShardInfo.of(shard));
      if (shard.sequenceNumberRange().endingSequenceNumber() != null) {
        closed.add(shard.shardId());
      }
    }
    if (isFirstListing && options.start() instanceof StartPosition.Latest) {
      closed.forEach(shard -> ended.put(shard, Long.MIN_VALUE));
    }
    learn(listed, isFirstListing ? firstPosition() : new ShardPosition.Oldest());
    isFirstListing = false;
    forget(listed);
    hasListed = true;
    settle();
  }

  private void failed(Throwable error) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    IOException fatal = listing.fatal(cause);
    if (fatal != null) {
      throw new FlinkRuntimeException(fatal.getMessage(), fatal);
    }
    failures++;
    LOG.warn("the shards could not be listed {} times in a row: {}", failures, cause.toString());
    if (!hasListed) {
      context.callAsync(
          () -> {
            TimeUnit.MILLISECONDS.sleep(Backoff.ms(failures));
            return listing.shards().get(1, TimeUnit.MINUTES);
          },
          this::listed);
    }
  }

  /** "Latest" is the time at which the job first started, so that a restart leaves no gap. */
  private ShardPosition firstPosition() {
    StartPosition start = options.start();
    if (start instanceof StartPosition.AtTimestamp at) {
      return new ShardPosition.Since(at.instant());
    }
    return start instanceof StartPosition.Latest
        ? new ShardPosition.Since(jobStart)
        : new ShardPosition.Oldest();
  }

  private void learn(List<ShardInfo> shards, ShardPosition position) {
    for (ShardInfo shard : shards) {
      String id = shard.id();
      if (!isKnown(id)) {
        waiting.put(id, new ShardSplit(shard, position, Long.MIN_VALUE, false));
      }
    }
  }

  private boolean isKnown(String shard) {
    return waiting.containsKey(shard) || given.containsKey(shard) || ended.containsKey(shard);
  }

  /** What the stream no longer names cannot come up again. */
  private void forget(List<ShardInfo> listed) {
    Set<String> named = new HashSet<>();
    for (ShardInfo shard : listed) {
      named.add(shard.id());
      named.addAll(shard.parents());
    }
    ended.keySet().removeIf(shard -> !named.contains(shard) && !holders.containsKey(shard));
  }

  @Override
  public void handleSourceEvent(int subtask, SourceEvent event) {
    if (event instanceof ShardEvents.Ended end) {
      end(end, subtask);
    } else {
      throw new IllegalArgumentException("unknown event " + event);
    }
  }

  private void end(ShardEvents.Ended end, int subtask) {
    given.remove(end.shard());
    ended.put(end.shard(), end.latestMs());
    holders.put(end.shard(), subtask);
    if (end.stopped()) {
      release(end.shard());
      settle();
      return;
    }
    boolean saysAll =
        !end.children().isEmpty()
            && end.children().stream().flatMap(it -> it.parents().stream()).allMatch(this::isKnown);
    if (saysAll) {
      learn(end.children(), new ShardPosition.Oldest());
      settle();
    } else {
      list(); // which settles: another parent may be a shard not heard of yet
    }
  }

  /** Gives out what can be read now, and releases what holds nobody up. */
  private void settle() {
    if (!hasListed || context.registeredReaders().size() < context.currentParallelism()) {
      return;
    }
    for (ShardSplit split : List.copyOf(waiting.values())) {
      if (split.shard().parents().stream().allMatch(this::isRead)) {
        give(split);
      }
    }
    for (String shard : List.copyOf(holders.keySet())) {
      if (waiting.values().stream().noneMatch(it -> it.shard().parents().contains(shard))) {
        release(shard);
      }
    }
    hasGivenOut = true;
    context.registeredReaders().keySet().forEach(this::tellAllIsGiven);
    if (options.stopAt() != null && waiting.isEmpty() && given.isEmpty() && holders.isEmpty()) {
      context.registeredReaders().keySet().forEach(context::signalNoMoreSplits);
    }
  }

  private void tellAllIsGiven(int subtask) {
    context.sendEventToSourceReader(subtask, new ShardEvents.GivenOut());
  }

  /** A parent that is not known has left the stream: all that it held has expired. */
  private boolean isRead(String parent) {
    return !waiting.containsKey(parent) && !given.containsKey(parent);
  }

  /** A child goes to a holder of its parents, and its watermark is not before theirs. */
  private void give(ShardSplit split) {
    List<String> parents = split.shard().parents();
    Comparator<String> earliest = Comparator.comparingLong(this::latestMs);
    Optional<String> held = parents.stream().filter(holders::containsKey).min(earliest);
    long latestMs =
        held.or(() -> parents.stream().min(earliest)).map(this::latestMs).orElse(Long.MIN_VALUE);
    Integer home = homes.remove(split.splitId());
    int reader = held.map(holders::get).orElseGet(() -> home == null ? leastBusy() : home);
    waiting.remove(split.splitId());
    given.put(split.splitId(), reader);
    context.assignSplit(split.from(latestMs), reader);
  }

  private long latestMs(String parent) {
    return ended.getOrDefault(parent, Long.MIN_VALUE);
  }

  private int leastBusy() {
    int[] shards = new int[context.currentParallelism()];
    given.values().stream().filter(it -> it != NOBODY_YET).forEach(it -> shards[it]++);
    int best = 0;
    for (int subtask = 1; subtask < shards.length; subtask++) {
      if (shards[subtask] < shards[best]) {
        best = subtask;
      }
    }
    return best;
  }

  private void release(String shard) {
    Integer holder = holders.remove(shard);
    if (holder != null && context.registeredReaders().containsKey(holder)) {
      context.sendEventToSourceReader(holder, new ShardEvents.Released(shard));
    }
  }

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {}

  @Override
  public void addSplitsBack(List<ShardSplit> splits, int subtask) {
    splits.forEach(this::takeBack);
    settle();
  }

  private void takeBack(ShardSplit split) {
    given.remove(split.splitId());
    holders.remove(split.splitId());
    ended.remove(split.splitId());
    waiting.put(split.splitId(), split);
  }

  /**
   * After a restore all shards are spread anew, which is right because nothing has been decided
   * since. A reader that begins anew alone gets its own again, and reads what has ended since.
   */
  @Override
  public void addReader(int subtask) {
    ReaderInfo reader = context.registeredReaders().get(subtask);
    List<ShardSplit> had = reader == null ? List.of() : reader.getReportedSplitsOnRegistration();
    for (ShardSplit split : had) {
      takeBack(split);
      if (hasGivenOut) {
        homes.put(split.splitId(), subtask);
      }
    }
    settle();
  }

  @Override
  public KnownShards snapshotState(long checkpointId) {
    return new KnownShards(
        List.copyOf(waiting.values()), List.copyOf(given.keySet()), new TreeMap<>(ended));
  }

  @Override
  public void close() {
    listing.close();
  }
}
