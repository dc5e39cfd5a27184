package io.millrace.config;

import io.millrace.aws.AwsAccess;
import io.millrace.aws.kinesis.StartPosition;
import io.millrace.domain.event.Stream;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where the records of a stream come from. */
public sealed interface SourceSettings {
  /** The stream whose records they are. */
  Stream stream();

  /**
   * A stream in Kinesis.
   *
   * @param name the name or the ARN of the stream in Kinesis
   * @param start where reading starts when there is no saved state
   * @param stopAt reads the records that arrived before; null to read for ever
   * @param idleAfterMs how long a shard may bring nothing before it holds up nobody; 0 for ever
   */
  record Kinesis(
      Stream stream,
      AwsAccess access,
      String name,
      StartPosition start,
      @Nullable Instant stopAt,
      long discoveryMs,
      long idleAfterMs)
      implements SourceSettings {}

  /**
   * A topic of Kafka.
   *
   * @param start where reading starts when there is no saved state
   * @param group the consumer group that is told how far reading is; null to tell nobody
   * @param stopAt reads the records whose timestamp in Kafka is before; null to read for ever
   * @param idleAfterMs how long a partition may bring nothing before it holds up nobody; 0 for ever
   */
  record Kafka(
      Stream stream,
      KafkaAccess access,
      String topic,
      KafkaStart start,
      @Nullable String group,
      @Nullable Instant stopAt,
      long discoveryMs,
      long idleAfterMs)
      implements SourceSettings {}

  /** Objects in S3 under a prefix, read once. */
  record S3(Stream stream, AwsAccess access, URI prefix) implements SourceSettings {}

  /**
   * A file on this machine.
   *
   * @param follow whether more is waited for at its end
   */
  record LocalFile(Stream stream, URI file, boolean follow) implements SourceSettings {}
}
