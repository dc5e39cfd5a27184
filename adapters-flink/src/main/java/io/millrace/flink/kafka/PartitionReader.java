package io.millrace.flink.kafka;

import io.millrace.application.gate.Inbound;
import io.millrace.flink.kafka.PartitionOffsets.Held;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Flink's reader of Kafka, with two things more.
 *
 * <p>An offset that it is to go on from is held against what the partition has. Where that record
 * is gone, it goes on at the oldest there is, whatever rule the first start followed, and says so.
 * While it reads no rule stands in either: an offset that expires then fails the job, whose restart
 * comes by here.
 *
 * <p>With an instant to stop at, it reads as if there were none until the instant has come. Only
 * then is it known where to stop, and a reader that knows it takes the place of the one before.
 */
@SuppressWarnings("try") // closing a reader of Flink may be interrupted
final class PartitionReader implements SourceReader<Inbound, KafkaPartitionSplit> {
  private final Callable<SourceReader<Inbound, KafkaPartitionSplit>> factory;
  private final PartitionOffsets kafka;
  private final Departed departed;
  private final @Nullable Instant stopAt;
  private final Map<String, Uuid> topicIds = new HashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "stop of a partition reader");
            thread.setDaemon(true);
            return thread;
          });
  private SourceReader<Inbound, KafkaPartitionSplit> reader;
  private boolean noMoreSplits;
  private boolean stopping;
  private volatile boolean stopIsDue;
  private volatile CompletableFuture<Void> available = CompletableFuture.completedFuture(null);

  PartitionReader(
      Callable<SourceReader<Inbound, KafkaPartitionSplit>> factory,
      PartitionOffsets kafka,
      Departed departed,
      @Nullable Instant stopAt)
      throws Exception {
    this.factory = factory;
    this.kafka = kafka;
    this.departed = departed;
    this.stopAt = stopAt;
    this.reader = factory.call();
  }

  @Override
  public void start() {
    reader.start();
    if (stopAt != null) {
      long waitMs = Math.max(0, stopAt.toEpochMilli() - System.currentTimeMillis());
      Objects.requireNonNull(clock.schedule(this::stopIsDue, waitMs, TimeUnit.MILLISECONDS));
    }
  }

  private void stopIsDue() {
    stopIsDue = true;
    available.complete(null);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<Inbound> output) throws Exception {
    if (stopIsDue && !stopping) {
      stop();
    }
    return reader.pollNext(output);
  }

  /** What the reader before has fetched and not sent on is fetched again. */
  private void stop() throws Exception {
    List<KafkaPartitionSplit> splits = reader.snapshotState(-1);
    reader.close();
    reader = factory.call();
    reader.start();
    stopping = true;
    if (!splits.isEmpty()) {
      reader.addSplits(stopped(splits));
    }
    if (noMoreSplits) {
      reader.notifyNoMoreSplits();
    }
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    List<KafkaPartitionSplit> there = checked(splits);
    reader.addSplits(stopping ? stopped(there) : there);
  }

  private List<KafkaPartitionSplit> stopped(List<KafkaPartitionSplit> splits) {
    Map<TopicPartition, Long> ends =
        kafka.at(partitionsOf(splits), Objects.requireNonNull(stopAt).toEpochMilli());
    List<KafkaPartitionSplit> stopped = new ArrayList<>(splits.size());
    for (KafkaPartitionSplit split : splits) {
      TopicPartition partition = split.getTopicPartition();
      long end = Objects.requireNonNull(ends.get(partition));
      stopped.add(new KafkaPartitionSplit(partition, split.getStartingOffset(), end));
    }
    return stopped;
  }

  private List<KafkaPartitionSplit> checked(List<KafkaPartitionSplit> splits) {
    Map<TopicPartition, Held> held = kafka.held(partitionsOf(splits));
    List<KafkaPartitionSplit> checked = new ArrayList<>(splits.size());
    for (KafkaPartitionSplit split : splits) {
      Held now = Objects.requireNonNull(held.get(split.getTopicPartition()));
      topicIds.put(split.getTopic(), now.topicId());
      checked.add(isThere(split, now) ? split : fromOldest(split, now));
    }
    return checked;
  }

  private boolean isThere(KafkaPartitionSplit split, Held held) {
    long offset = split.getStartingOffset();
    if (split instanceof TopicSplit known && !known.topicId().equals(held.topicId())) {
      departed.madeAnew(split, held);
      return false;
    }
    if (offset >= 0 && offset < held.oldest()) {
      departed.expired(split, held);
      return false;
    }
    if (offset > held.end()) {
      departed.cutOff(split, held);
      return false;
    }
    return true;
  }

  private static KafkaPartitionSplit fromOldest(KafkaPartitionSplit split, Held held) {
    return new KafkaPartitionSplit(
        split.getTopicPartition(),
        held.oldest(),
        split.getStoppingOffset().orElse(KafkaPartitionSplit.NO_STOPPING_OFFSET));
  }

  private static List<TopicPartition> partitionsOf(List<KafkaPartitionSplit> splits) {
    return splits.stream().map(KafkaPartitionSplit::getTopicPartition).toList();
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
    List<KafkaPartitionSplit> splits = new ArrayList<>();
    for (KafkaPartitionSplit split : reader.snapshotState(checkpointId)) {
      Uuid id = topicIds.get(split.getTopic());
      splits.add(id == null ? split : new TopicSplit(split, id));
    }
    return splits;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    CompletableFuture<Void> inner = reader.isAvailable();
    if (stopAt == null || stopping || inner.isDone()) {
      return inner;
    }
    CompletableFuture<Void> either = inner.thenRun(() -> {});
    available = either;
    if (stopIsDue) {
      either.complete(null);
    }
    return either;
  }

  @Override
  public void notifyNoMoreSplits() {
    noMoreSplits = true;
    if (stopAt == null || stopping) {
      reader.notifyNoMoreSplits();
    }
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    reader.handleSourceEvents(event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    reader.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    reader.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
    reader.pauseOrResumeSplits(pause, resume);
  }

  @Override
  public void close() throws Exception {
    clock.shutdownNow();
    reader.close();
  }
}
