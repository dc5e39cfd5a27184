package io.millrace.aws.connectors;

import io.millrace.application.wire.ResultLine;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.deadletter.DeadLetters;
import io.millrace.aws.sink.FirehoseSink;
import io.millrace.aws.sink.SinkOptions;
import org.apache.flink.api.connector.sink2.Sink;

/** Makes sinks of Firehose. */
public final class FirehoseSinks {
  private FirehoseSinks() {}

  /** A sink into a delivery stream. */
  public static Sink<ResultLine> open(
      AwsAccess access, String deliveryStream, DeadLetters deadLetters, SinkOptions options) {
    return FirehoseSink.to(access, deliveryStream, deadLetters, options);
  }
}
