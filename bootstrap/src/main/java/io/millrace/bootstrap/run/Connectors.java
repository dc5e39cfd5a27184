package io.millrace.bootstrap.run;

import io.millrace.application.catalogue.AheadOfTime;
import io.millrace.application.catalogue.OutOfOrderness;
import io.millrace.application.gate.Inbound;
import io.millrace.application.queries.WindowSize;
import io.millrace.application.wire.ResultLine;
import io.millrace.application.wire.WireFormat;
import io.millrace.aws.StreamName;
import io.millrace.aws.connectors.FirehoseSinks;
import io.millrace.aws.connectors.KinesisSinks;
import io.millrace.aws.connectors.KinesisSources;
import io.millrace.aws.deadletter.DeadLetters;
import io.millrace.aws.deadletter.FolderDeadLetters;
import io.millrace.aws.kinesis.KinesisSourceOptions;
import io.millrace.aws.s3.S3DeadLetters;
import io.millrace.aws.s3.S3Location;
import io.millrace.aws.s3.flink.S3Source;
import io.millrace.aws.sink.DynamoDbSink;
import io.millrace.aws.sink.SinkOptions;
import io.millrace.aws.sink.SnsSink;
import io.millrace.config.Settings;
import io.millrace.config.SinkSettings;
import io.millrace.config.SourceSettings;
import io.millrace.domain.event.Stream;
import io.millrace.files.UsageException;
import io.millrace.flink.follow.FollowedRecords;
import io.millrace.flink.sinks.FileSinks;
import io.millrace.flink.sources.FileRecords;
import io.millrace.flink.sources.RecordSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Makes Flink's sources and sinks of what the settings name. */
final class Connectors {
  private final Settings settings;
  private final int parallelism;
  private final KafkaConnectors kafka;

  /** The connectors of a job; its parallelism is that of sources with more than one split. */
  Connectors(Settings settings, StreamExecutionEnvironment environment) {
    this.settings = settings;
    this.parallelism = environment.getParallelism();
    this.kafka =
        new KafkaConnectors(
            parallelism,
            environment.getCheckpointConfig(),
            deadLetters(),
            settings.policies().of(AheadOfTime.SECTION).maxAheadMs());
  }

  /** Records as the job takes them; {@code factory} makes the source of a wire format. */
  private record LiveRecords(
      Stream stream,
      int parallelism,
      Duration idleAfter,
      boolean tellsArrival,
      Function<WireFormat, Source<Inbound, ?, ?>> factory)
      implements RecordSource {
    @Override
    public Source<Inbound, ?, ?> open(WireFormat wire) {
      return factory.apply(wire);
    }
  }

  RecordSource source(SourceSettings source) {
    if (source instanceof SourceSettings.Kinesis kinesis) {
      return kinesis(kinesis);
    }
    if (source instanceof SourceSettings.Kafka topic) {
      return named("source." + topic.stream().id(), () -> kafka.source(topic));
    }
    if (source instanceof SourceSettings.S3 s3) {
      return new LiveRecords(
          s3.stream(),
          1,
          Duration.ZERO,
          false,
          wire ->
              new S3Source(
                  s3.stream(), S3Location.parse(s3.prefix().toString()), s3.access(), wire));
    }
    SourceSettings.LocalFile file = (SourceSettings.LocalFile) source;
    Path path = Path.of(file.file());
    return file.follow()
        ? new FollowedRecords(file.stream(), path)
        : new FileRecords(file.stream(), path);
  }

  private RecordSource kinesis(SourceSettings.Kinesis kinesis) {
    StreamName name =
        named("source." + kinesis.stream().id(), () -> new StreamName(kinesis.name()));
    KinesisSourceOptions options =
        new KinesisSourceOptions(
            kinesis.start(),
            kinesis.stopAt(),
            Duration.ofMillis(kinesis.discoveryMs()),
            settings.policies().of(OutOfOrderness.SECTION).boundMs(kinesis.stream()),
            settings.policies().of(AheadOfTime.SECTION).maxAheadMs());
    return new LiveRecords(
        kinesis.stream(),
        parallelism,
        Duration.ofMillis(kinesis.idleAfterMs()),
        true,
        wire -> KinesisSources.open(kinesis.stream(), wire, kinesis.access(), name, options));
  }

  Sink<ResultLine> sink(SinkSettings sink) {
    return named(
        "sink." + sink.name(),
        () -> {
          if (sink instanceof SinkSettings.Files files) {
            return FileSinks.results(Path.of(files.folder()));
          }
          return sink instanceof SinkSettings.Kafka topics
              ? kafka.sink(topics)
              : onAws((SinkSettings.OnAws) sink);
        });
  }

  private Sink<ResultLine> onAws(SinkSettings.OnAws sink) {
    SinkOptions options = SinkOptions.DEFAULT.withMaxAttempts(sink.attempts());
    if (sink instanceof SinkSettings.Kinesis kinesis) {
      return KinesisSinks.open(
          kinesis.access(), new StreamName(kinesis.stream()), deadLetters(), options);
    }
    if (sink instanceof SinkSettings.Firehose firehose) {
      return FirehoseSinks.open(
          firehose.access(), firehose.deliveryStream(), deadLetters(), options);
    }
    if (sink instanceof SinkSettings.Sns sns) {
      return SnsSink.to(sns.access(), sns.topicArn(), deadLetters(), options);
    }
    SinkSettings.DynamoDb tables = (SinkSettings.DynamoDb) sink;
    return DynamoDbSink.to(
        tables.access(),
        tables.prefix(),
        tables.results(),
        WindowSize.by(settings.catalogue(), settings.policies()),
        tables.retention(),
        deadLetters(),
        options);
  }

  /** Says of which group of properties it is what no service would take. */
  static <T> T named(String group, Supplier<T> connector) {
    try {
      return connector.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException(group + ": " + e.getMessage());
    }
  }

  private DeadLetters deadLetters() {
    return deadLetters(settings);
  }

  /** Where the settings put dead letters. */
  static DeadLetters deadLetters(Settings settings) {
    return "file".equals(settings.deadLetters().getScheme())
        ? new FolderDeadLetters(settings.deadLetters())
        : new S3DeadLetters(S3Location.parse(settings.deadLetters().toString()), settings.access());
  }
}
