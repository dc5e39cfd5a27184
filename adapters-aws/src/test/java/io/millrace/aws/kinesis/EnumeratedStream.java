package io.millrace.aws.kinesis;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.connector.testutils.source.reader.TestingSplitEnumeratorContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** A stream that exists in name only, its enumerator, and the readers that it knows. */
final class EnumeratedStream implements ShardEnumerator.Listing {
  static final Instant JOB_START = Instant.parse("2026-11-24T04:00:00Z");

  private static final long BOUND_MS = 5000;

  private final TestingSplitEnumeratorContext<ShardSplit> context;
  private final KinesisSourceOptions options;
  private final KnownShards known;
  private final Map<String, Shard> shards = new LinkedHashMap<>();
  private @Nullable ShardEnumerator enumerator;
  private int failures;
  private @Nullable IOException fatal;

  private EnumeratedStream(int parallelism, KinesisSourceOptions options, KnownShards known) {
    this.context = new TestingSplitEnumeratorContext<>(parallelism);
    this.options = options;
    this.known = known;
  }

  /** With no shards yet, read without end from its oldest records on. */
  static EnumeratedStream of(int parallelism) {
    return of(parallelism, new StartPosition.TrimHorizon(), null, KnownShards.NONE);
  }

  static EnumeratedStream of(
      int parallelism, StartPosition start, @Nullable Instant stopAt, KnownShards known) {
    return new EnumeratedStream(
        parallelism,
        new KinesisSourceOptions(start, stopAt, Duration.ofSeconds(10), BOUND_MS, 300_000),
        known);
  }

  static ShardInfo info(String id, String... parents) {
    return new ShardInfo(id, List.of(parents), "0", BigInteger.ONE.shiftLeft(128).toString());
  }

  /** A shard that can be put into; its parents no longer can. */
  EnumeratedStream with(String id, String... parents) {
    for (String parent : parents) {
      shards.computeIfPresent(parent, (name, shard) -> closed(shard));
    }
    shards.put(
        id,
        Shard.builder()
            .shardId(id)
            .parentShardId(parents.length > 0 ? parents[0] : null)
            .adjacentParentShardId(parents.length > 1 ? parents[1] : null)
            .hashKeyRange(it -> it.startingHashKey("0").endingHashKey("1"))
            .sequenceNumberRange(it -> it.startingSequenceNumber("1"))
            .build());
    return this;
  }

  private static Shard closed(Shard shard) {
    return shard.toBuilder()
        .sequenceNumberRange(it -> it.startingSequenceNumber("1").endingSequenceNumber("2"))
        .build();
  }

  /** The stream no longer names a shard. */
  void expire(String id) {
    shards.remove(id);
  }

  /** The next listings fail. */
  void failListings(int howMany, @Nullable IOException forGood) {
    failures = howMany;
    fatal = forGood;
  }

  @Override
  public CompletableFuture<List<Shard>> shards() {
    if (failures > 0) {
      failures--;
      return CompletableFuture.failedFuture(new IOException("the network is down"));
    }
    return CompletableFuture.completedFuture(List.copyOf(shards.values()));
  }

  @Override
  public @Nullable IOException fatal(Throwable error) {
    return fatal;
  }

  @Override
  public void close() {}

  /** Starts the enumerator; all readers are there. */
  EnumeratedStream started() {
    startedAlone();
    for (int reader = 0; reader < context.currentParallelism(); reader++) {
      register(reader);
    }
    return this;
  }

  EnumeratedStream startedAlone() {
    enumerator = new ShardEnumerator(context, options, this, JOB_START, known);
    enumerator().start();
    context.triggerAllActions();
    return this;
  }

  ShardEnumerator enumerator() {
    ShardEnumerator started = enumerator;
    if (started == null) {
      throw new IllegalStateException("not started");
    }
    return started;
  }

  /** A reader is there, with what it had in the checkpoint that the job goes on from. */
  void register(int reader, ShardSplit... had) {
    context.registerReader(reader, "here");
    context
        .registeredReaders()
        .put(reader, ReaderInfo.createReaderInfo(reader, "here", List.of(had)));
    enumerator().addReader(reader);
    context.triggerAllActions();
  }

  /** A reader fails, goes back to a checkpoint, and is not there again yet. */
  void fail(int reader, List<ShardSplit> givenSinceCheckpoint) {
    context.registeredReaders().remove(reader);
    enumerator().addSplitsBack(givenSinceCheckpoint, reader);
    context.triggerAllActions();
  }

  /** A reader has come to the end of a shard; the shards that followed are {@code children}. */
  void ended(int reader, String shard, long latestMs, ShardInfo... children) {
    send(reader, new ShardEvents.Ended(shard, latestMs, false, List.of(children)));
    context.triggerAllActions();
  }

  /** The same, but a listing that was asked for has not been answered yet. */
  void endedUnanswered(int reader, String shard, long latestMs, ShardInfo... children) {
    send(reader, new ShardEvents.Ended(shard, latestMs, false, List.of(children)));
  }

  /** A reader has come to where reading stops. */
  void stopped(int reader, String shard) {
    send(reader, new ShardEvents.Ended(shard, 1, true, List.of()));
    context.triggerAllActions();
  }

  private void send(int reader, ShardEvents.Ended end) {
    enumerator().handleSourceEvent(reader, end);
  }

  /** Time for the next look at the stream. */
  void discover() {
    context.triggerAllActions();
  }

  /** What a reader was given, in that order. */
  List<ShardSplit> splits(int reader) {
    TestingSplitEnumeratorContext.SplitAssignmentState<ShardSplit> state =
        context.getSplitAssignments().get(reader);
    return state == null ? List.of() : List.copyOf(state.getAssignedSplits());
  }

  /** The names of that. */
  List<String> given(int reader) {
    return splits(reader).stream().map(ShardSplit::splitId).toList();
  }

  /** The last split that a reader was given. */
  ShardSplit last(int reader) {
    List<ShardSplit> splits = splits(reader);
    return splits.get(splits.size() - 1);
  }

  /** The shards that a reader need not hold. */
  List<String> released(int reader) {
    List<String> released = new ArrayList<>();
    context.getSentEvents().getOrDefault(reader, List.of()).stream()
        .filter(ShardEvents.Released.class::isInstance)
        .forEach(event -> released.add(((ShardEvents.Released) event).shard()));
    return released;
  }

  boolean hasNoMore(int reader) {
    TestingSplitEnumeratorContext.SplitAssignmentState<ShardSplit> state =
        context.getSplitAssignments().get(reader);
    return state != null && state.hasReceivedNoMoreSplitsSignal();
  }

  /** The checkpoint of now, through its bytes. */
  KnownShards checkpoint() throws IOException {
    KnownShardsSerializer serializer = new KnownShardsSerializer();
    byte[] bytes = serializer.serialize(enumerator().snapshotState(1));
    return serializer.deserialize(serializer.getVersion(), bytes);
  }
}
