package io.millrace.aws.kinesis;

import io.millrace.application.gate.ArrivalCheck;
import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.WireFormat;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.StreamName;
import io.millrace.domain.event.Stream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SupportsSplitReassignmentOnRecovery;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * The records of a stream of Kinesis, decoded. Each record is read once, if the job is restored
 * from its checkpoints; the records of a shard, and of a key, come in their order.
 *
 * <p>Readers have the metric {@code millisBehindLatest} of their slowest shard, in the group {@code
 * kinesisanalytics} too, which the managed service publishes.
 */
public final class KinesisSource
    implements Source<Inbound, ShardSplit, KnownShards>, SupportsSplitReassignmentOnRecovery {
  private static final long serialVersionUID = 1;

  private final Stream stream;
  private final WireFormat wire;
  private final AwsAccess access;
  private final StreamName name;
  private final KinesisSourceOptions options;
  private final long jobStartMs;

  private KinesisSource(
      Stream stream,
      WireFormat wire,
      AwsAccess access,
      StreamName name,
      KinesisSourceOptions options,
      long jobStartMs) {
    this.stream = stream;
    this.wire = wire;
    this.access = access;
    this.name = name;
    this.options = options;
    this.jobStartMs = jobStartMs;
  }

  /**
   * A source of the records of a stream.
   *
   * @param name what the stream is called in Kinesis
   */
  public static Source<Inbound, ?, ?> of(
      Stream stream,
      WireFormat wire,
      AwsAccess access,
      StreamName name,
      KinesisSourceOptions options) {
    return new KinesisSource(
        stream, wire, access.inRegionOf(name.text()), name, options, System.currentTimeMillis());
  }

  @Override
  public Boundedness getBoundedness() {
    return options.stopAt() == null ? Boundedness.CONTINUOUS_UNBOUNDED : Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<Inbound, ShardSplit> createReader(SourceReaderContext context) {
    Lag lag = new Lag(System::nanoTime);
    context.metricGroup().gauge("millisBehindLatest", lag);
    context
        .metricGroup()
        .addGroup("kinesisanalytics")
        .addGroup("stream", stream.id())
        .gauge("millisBehindLatest", lag);
    Set<String> released = ConcurrentHashMap.newKeySet();
    return new KinesisReader(
        () ->
            new ShardFetcher(
                new ArrivalCheck(stream, options.maxAheadMs()),
                wire.decoder(),
                new KinesisCalls(access, name, ShardFetcher.MAX_CALLS),
                options.stopAt(),
                released,
                lag),
        context,
        options.boundMs(),
        released);
  }

  @Override
  public SplitEnumerator<ShardSplit, KnownShards> createEnumerator(
      SplitEnumeratorContext<ShardSplit> context) {
    return restoreEnumerator(context, KnownShards.NONE);
  }

  @Override
  public SplitEnumerator<ShardSplit, KnownShards> restoreEnumerator(
      SplitEnumeratorContext<ShardSplit> context, KnownShards known) {
    return new ShardEnumerator(
        context,
        options,
        new StreamListing(new KinesisCalls(access, name, 1)),
        Instant.ofEpochMilli(jobStartMs),
        known);
  }

  @Override
  public SimpleVersionedSerializer<ShardSplit> getSplitSerializer() {
    return new ShardSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KnownShards> getEnumeratorCheckpointSerializer() {
    return new KnownShardsSerializer();
  }

  private record StreamListing(KinesisCalls calls) implements ShardEnumerator.Listing {
    @Override
    public CompletableFuture<List<Shard>> shards() {
      return calls.listShards();
    }

    @Override
    public @Nullable IOException fatal(Throwable error) {
      return KinesisCalls.failure(error) == KinesisCalls.Failure.FATAL ? calls.fatal(error) : null;
    }

    @Override
    public void close() {
      calls.close();
    }
  }
}
