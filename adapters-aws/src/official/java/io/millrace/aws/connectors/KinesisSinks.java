package io.millrace.aws.connectors;

import io.millrace.application.wire.ResultLine;
import io.millrace.aws.AwsAccess;
import io.millrace.aws.StreamName;
import io.millrace.aws.deadletter.DeadLetters;
import io.millrace.aws.sink.KinesisSink;
import io.millrace.aws.sink.SinkOptions;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.kinesis.sink.KinesisStreamsSink;
import org.apache.flink.connector.kinesis.sink.KinesisStreamsSinkBuilder;

/** Makes sinks of Kinesis. */
public final class KinesisSinks {
  private KinesisSinks() {}

  /**
   * Apache's sink into a stream: the same records under the same partition keys as from ours, at
   * least once.
   *
   * <p>It has no dead letters, so {@code deadLetters} stays empty: an entry that fails is sent
   * again for ever, one that the service refuses too, and a result of more than 1 MiB fails the
   * job. Of {@code options} it knows the time in the buffer, the call timeout, the calls at a time
   * and the entries that wait; attempts, backoff and the bound of bytes are its own.
   */
  @SuppressWarnings("deprecation") // a name, because an ARN needs the number of the account
  public static Sink<ResultLine> open(
      AwsAccess access, StreamName stream, DeadLetters deadLetters, SinkOptions options) {
    KinesisStreamsSinkBuilder<ResultLine> builder =
        KinesisStreamsSink.<ResultLine>builder()
            .setSerializationSchema(ResultLine::json)
            .setPartitionKeyGenerator(KinesisSink::partitionKey)
            .setKinesisClientProperties(Access.ofSink(access.inRegionOf(stream.text()), options))
            .setMaxInFlightRequests(options.maxInFlight())
            .setMaxBufferedRequests(options.maxBuffered())
            .setMaxTimeInBufferMS(options.maxTimeInBuffer().toMillis());
    return stream.isArn()
        ? builder.setStreamArn(stream.text()).build()
        : builder.setStreamName(stream.text()).build();
  }
}
