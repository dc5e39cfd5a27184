package io.millrace.aws.connectors;

import io.millrace.application.gate.ArrivalCheck;
import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.WireFormat;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.StreamName;
import io.millrace.aws.kinesis.KinesisSourceOptions;
import io.millrace.aws.kinesis.StartPosition;
import io.millrace.domain.event.Stream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kinesis.source.KinesisStreamsSource;
import org.apache.flink.connector.kinesis.source.config.KinesisSourceConfigOptions;
import org.apache.flink.connector.kinesis.source.config.KinesisSourceConfigOptions.InitialPosition;

/** Makes sources of Kinesis. */
public final class KinesisSources {
  /** As {@link KinesisSourceConfigOptions#STREAM_TIMESTAMP_DATE_FORMAT} has it. */
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private KinesisSources() {}

  /**
   * Apache's source of the records of a stream, by polling. Each record is read once, if the job is
   * restored from its checkpoints; the records of a shard, and of a key, come in their order.
   *
   * <p>What it does not promise, and ours does:
   *
   * <ul>
   *   <li>It says that a shard begins before the first record that a reader takes from it, but not
   *       how far event time had come, which it does not know. After a restore a shard's watermark
   *       starts anew and trails the gate's own, which is part of the checkpoint.
   *   <li>A shard that has ended does not hold the watermark until its children are read, and a child
   *       may be read where the watermark is further. What is then behind it is late at the gate,
   *       though it was on time in its shard; so which events are late after a reshard depends on
   *       the pace.
   *   <li>If listing the shards for the first time takes longer than {@code options.discovery()},
   *       the job fails, and restarts as its strategy says.
   *   <li>A reader without a shard is not idle by itself: let the job time idleness.
   *   <li>Aggregated records of the Kinesis Producer Library are not taken apart: each is one
   *       rejection.
   * </ul>
   *
   * @throws IllegalArgumentException if the stream is not named by its ARN, or reading is to stop:
   *     the source has no end
   */
  public static Source<Inbound, ?, ?> open(
      Stream stream,
      WireFormat wire,
      AwsAccess access,
      StreamName name,
      KinesisSourceOptions options) {
    if (!name.isArn()) {
      throw new IllegalArgumentException(
          "Apache's source takes a Kinesis stream by its ARN, not by its name: '" + name + "'");
    }
    if (options.stopAt() != null) {
      throw new IllegalArgumentException(
          "Apache's source of Kinesis cannot stop, as it should at " + options.stopAt());
    }
    return KinesisStreamsSource.<Inbound>builder()
        .setStreamArn(name.text())
        .setSourceConfig(configuration(access, options))
        .setDeserializationSchema(new ShardRecords(new ArrivalCheck(stream, options.maxAheadMs()), wire))
        .build();
  }

  private static Configuration configuration(AwsAccess access, KinesisSourceOptions options) {
    Configuration configuration = new Configuration();
    Access.ofSource(access)
        .forEach((key, value) -> configuration.setString((String) key, (String) value));
    configuration.set(KinesisSourceConfigOptions.SHARD_DISCOVERY_INTERVAL, options.discovery());
    StartPosition start = options.start();
    if (start instanceof StartPosition.AtTimestamp at) {
      configuration.set(
          KinesisSourceConfigOptions.STREAM_INITIAL_POSITION, InitialPosition.AT_TIMESTAMP);
      configuration.set(
          KinesisSourceConfigOptions.STREAM_INITIAL_TIMESTAMP, TIMESTAMP.format(at.instant()));
    } else {
      configuration.set(
          KinesisSourceConfigOptions.STREAM_INITIAL_POSITION,
          start instanceof StartPosition.Latest
              ? InitialPosition.LATEST
              : InitialPosition.TRIM_HORIZON);
    }
    return configuration;
  }
}
