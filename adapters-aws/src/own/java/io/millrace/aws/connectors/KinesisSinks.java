package io.millrace.aws.connectors;

import io.millrace.application.wire.ResultLine;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.StreamName;
import io.millrace.aws.deadletter.DeadLetters;
import io.millrace.aws.sink.KinesisSink;
import io.millrace.aws.sink.SinkOptions;
import org.apache.flink.api.connector.sink2.Sink;

/** Makes sinks of Kinesis. */
public final class KinesisSinks {
  private KinesisSinks() {}

  /** A sink into a stream. */
  public static Sink<ResultLine> open(
      AwsAccess access, StreamName stream, DeadLetters deadLetters, SinkOptions options) {
    return KinesisSink.to(access, stream, deadLetters, options);
  }
}
