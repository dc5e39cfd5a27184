package io.millrace.aws.connectors;

import io.millrace.application.gate.Inbound;
import io.millrace.application.wire.WireFormat;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.StreamName;
import io.millrace.aws.kinesis.KinesisSource;
import io.millrace.aws.kinesis.KinesisSourceOptions;
import io.millrace.domain.event.Stream;
import org.apache.flink.api.connector.source.Source;

/** Makes sources of Kinesis. */
public final class KinesisSources {
  private KinesisSources() {}

  /** A source of the records of a stream. */
  public static Source<Inbound, ?, ?> open(
      Stream stream,
      WireFormat wire,
      AwsAccess access,
      StreamName name,
      KinesisSourceOptions options) {
    return KinesisSource.of(stream, wire, access, name, options);
  }
}
