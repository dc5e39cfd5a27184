package io.millrace.deploy;

import io.millrace.aws.StreamName;
import io.millrace.config.SinkSettings;
import io.millrace.config.SourceSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kinesis.IStream;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.kinesis.StreamEncryption;
import software.amazon.awscdk.services.kinesis.StreamMode;
import software.constructs.Construct;

/**
 * The streams of Kinesis that the job reads and writes. What is named by an ARN belongs to somebody
 * else, and is there already.
 */
final class Streams extends Construct {
  /** The last one for the connector of Apache, which a profile of the build puts in. */
  private static final List<String> READ =
      List.of(
          "kinesis:ListShards",
          "kinesis:GetShardIterator",
          "kinesis:GetRecords",
          "kinesis:DescribeStreamSummary");

  private static final List<String> WRITE = List.of("kinesis:PutRecords");

  private final Deployment deployment;
  private final Map<String, IStream> byName = new LinkedHashMap<>();
  private final Map<String, IStream> sources = new LinkedHashMap<>();

  Streams(Construct scope, Deployment deployment, Rights job) {
    super(scope, "Streams");
    this.deployment = deployment;
    for (SourceSettings.Kinesis source : deployment.kinesisSources()) {
      IStream stream = stream(source.stream().id(), source.name());
      sources.put(source.stream().id(), stream);
      job.allow(READ, stream.getStreamArn());
    }
    for (SinkSettings.Kinesis sink : deployment.sinks(SinkSettings.Kinesis.class)) {
      job.allow(WRITE, stream(sink.name(), sink.stream()).getStreamArn());
    }
  }

  /** What the job reads, by the name of the stream in the job. */
  Map<String, IStream> sources() {
    return sources;
  }

  private IStream stream(String group, String name) {
    return byName.computeIfAbsent(name, key -> create(group, new StreamName(key)));
  }

  private IStream create(String group, StreamName name) {
    if (name.isArn()) {
      return Stream.fromStreamArn(this, group, name.text());
    }
    OptionalInt shards = deployment.options().shards().of(group);
    Stream.Builder stream =
        Stream.Builder.create(this, group)
            .streamName(name.text())
            .encryption(StreamEncryption.MANAGED)
            .retentionPeriod(Duration.hours(deployment.options().streamHours()))
            .removalPolicy(RemovalPolicy.RETAIN);
    if (shards.isPresent()) {
      return stream.streamMode(StreamMode.PROVISIONED).shardCount(shards.getAsInt()).build();
    }
    return stream.streamMode(StreamMode.ON_DEMAND).build();
  }
}
