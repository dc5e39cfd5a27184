package io.millrace.aws.testing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** A stream in the emulator. */
public final class KinesisStream {
  private static final int MAX_RECORDS = 500;

  private final KinesisAsyncClient client;
  private final String name;

  private KinesisStream(KinesisAsyncClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /** Creates a stream and waits until it can be used. */
  public static KinesisStream create(KinesisEmulator emulator, String name, int shards) {
    KinesisStream stream = new KinesisStream(emulator.client(), name);
    emulator.client().createStream(it -> it.streamName(name).shardCount(shards)).join();
    stream.awaitActive();
    return stream;
  }

  public String name() {
    return name;
  }

  public String arn() {
    return client
        .describeStreamSummary(it -> it.streamName(name))
        .join()
        .streamDescriptionSummary()
        .streamARN();
  }

  /** Puts records, in this order, under keys of their own. */
  public void put(List<Map.Entry<String, byte[]>> records) {
    for (int from = 0; from < records.size(); from += MAX_RECORDS) {
      List<PutRecordsRequestEntry> batch = new ArrayList<>();
      for (Map.Entry<String, byte[]> record :
          records.subList(from, Math.min(records.size(), from + MAX_RECORDS))) {
        batch.add(
            PutRecordsRequestEntry.builder()
                .partitionKey(record.getKey())
                .data(SdkBytes.fromByteArray(record.getValue()))
                .build());
      }
      PutRecordsResponse response =
          client.putRecords(it -> it.streamName(name).records(batch)).join();
      if (response.failedRecordCount() != null && response.failedRecordCount() > 0) {
        throw new IllegalStateException("the emulator refused records: " + response);
      }
    }
  }

  /** All that the stream holds, as text, shard by shard. */
  public List<String> texts() {
    return records().stream().map(record -> record.data().asUtf8String()).toList();
  }

  /** All records in all shards, those of a shard in their order. */
  public List<Record> records() {
    List<Record> records = new ArrayList<>();
    for (Shard shard : client.listShards(it -> it.streamName(name)).join().shards()) {
      String iterator =
          client
              .getShardIterator(
                  it ->
                      it.streamName(name)
                          .shardId(shard.shardId())
                          .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .join()
              .shardIterator();
      while (iterator != null) {
        String next = iterator;
        GetRecordsResponse response = client.getRecords(it -> it.shardIterator(next)).join();
        records.addAll(response.records());
        boolean atTheEnd = response.records().isEmpty() && response.millisBehindLatest() == 0;
        iterator = atTheEnd ? null : response.nextShardIterator();
      }
    }
    return records;
  }

  /** The shards that records can be put into, by their first hash. */
  public List<Shard> open() {
    return client.listShards(it -> it.streamName(name)).join().shards().stream()
        .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
        .sorted(
            (a, b) ->
                new BigInteger(a.hashKeyRange().startingHashKey())
                    .compareTo(new BigInteger(b.hashKeyRange().startingHashKey())))
        .toList();
  }

  /** Splits an open shard in halves. */
  public void split(Shard shard) {
    BigInteger first = new BigInteger(shard.hashKeyRange().startingHashKey());
    BigInteger last = new BigInteger(shard.hashKeyRange().endingHashKey());
    String middle = first.add(last).shiftRight(1).add(BigInteger.ONE).toString();
    client
        .splitShard(
            it -> it.streamName(name).shardToSplit(shard.shardId()).newStartingHashKey(middle))
        .join();
    awaitActive();
  }

  /** Merges two open shards that are neighbours. */
  public void merge(Shard one, Shard next) {
    client
        .mergeShards(
            it ->
                it.streamName(name)
                    .shardToMerge(one.shardId())
                    .adjacentShardToMerge(next.shardId()))
        .join();
    awaitActive();
  }

  private void awaitActive() {
    Await.until(this::isActive, () -> "the stream " + name + " does not become active");
  }

  private boolean isActive() {
    try {
      return client
              .describeStreamSummary(it -> it.streamName(name))
              .join()
              .streamDescriptionSummary()
              .streamStatus()
          == StreamStatus.ACTIVE;
    } catch (CompletionException e) {
      if (e.getCause() instanceof ResourceNotFoundException
          || e.getCause() instanceof ResourceInUseException) {
        return false;
      }
      throw e;
    }
  }
}
