package io.millrace.aws.kinesis;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
  private final Set<String> given;
  private final Map<String, Long> ended;

  /** Who holds which shard that has ended, for the children to come. */
  private final Map<String, Integer> holders = new HashMap<>();

  private final Map<Integer, Integer> shardsOf = new TreeMap<>();
  private boolean hasListed;
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
    given = new LinkedHashSet<>(known.given());
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
    learn(listed, isFirstListing ? firstPosition() : new Position.Oldest());
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
  private Position firstPosition() {
    StartPosition start = options.start();
    if (start instanceof StartPosition.AtTimestamp at) {
      return new Position.Since(at.instant());
    }
    return start instanceof StartPosition.Latest
        ? new Position.Since(jobStart)
        : new Position.Oldest();
  }

  private void learn(List<ShardInfo> shards, Position position) {
    for (ShardInfo shard : shards) {
      String id = shard.id();
      if (!waiting.containsKey(id) && !given.contains(id) && !ended.containsKey(id)) {
        waiting.put(id, new ShardSplit(shard, position, Long.MIN_VALUE, false));
      }
    }
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
    if (!(event instanceof ShardEvents.Ended end)) {
      throw new IllegalArgumentException("unknown event " + event);
    }
    given.remove(end.shard());
    ended.put(end.shard(), end.latestMs());
    shardsOf.merge(subtask, -1, Integer::sum);
    holders.put(end.shard(), subtask);
    if (end.stopped()) {
      release(end.shard());
      settle();
      return;
    }
    learn(end.children(), new Position.Oldest());
    if (end.children().isEmpty()) {
      list(); // which settles
    } else {
      settle();
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
    return !waiting.containsKey(parent) && !given.contains(parent);
  }

  private void give(ShardSplit split) {
    long latestMs = Long.MAX_VALUE;
    int subtask = -1;
    for (String parent : split.shard().parents()) {
      Integer holder = holders.get(parent);
      long latestOfParentMs = ended.getOrDefault(parent, Long.MIN_VALUE);
      if (holder != null && (subtask < 0 || latestOfParentMs < latestMs)) {
        subtask = holder;
        latestMs = latestOfParentMs;
      }
    }
    boolean follows = subtask >= 0;
    int reader = follows ? subtask : leastBusy();
    waiting.remove(split.splitId());
    given.add(split.splitId());
    shardsOf.merge(reader, 1, Integer::sum);
    context.assignSplit(
        new ShardSplit(
            split.shard(),
            split.position(),
            follows ? latestMs : split.latestMs(),
            split.hasEnded()),
        reader);
  }

  private int leastBusy() {
    int best = 0;
    for (int subtask = 1; subtask < context.currentParallelism(); subtask++) {
      if (shardsOf.getOrDefault(subtask, 0) < shardsOf.getOrDefault(best, 0)) {
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
    for (ShardSplit split : splits) {
      given.remove(split.splitId());
      holders.remove(split.splitId());
      waiting.put(split.splitId(), split);
    }
    shardsOf.remove(subtask);
    settle();
  }

  @Override
  public void addReader(int subtask) {
    settle();
  }

  @Override
  public KnownShards snapshotState(long checkpointId) {
    return new KnownShards(List.copyOf(waiting.values()), List.copyOf(given), new TreeMap<>(ended));
  }

  @Override
  public void close() {
    listing.close();
  }
}
